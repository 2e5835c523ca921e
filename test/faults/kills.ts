import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

import { createRandom } from '#shared/basics/random';
import type { Run } from '#shared/runs/run';

import { runLab, startLab, temporaryHome } from '../integration/lab-process';

/** What a run leaves behind: the same, to the last bit, whatever happened on the way. */
export interface Left {
  readonly series: unknown;
  readonly evaluations: Run['evaluations'];
  readonly artefacts: Run['artefacts'];
}

export interface Killed extends Left {
  /** In which process, and after which step at the earliest. */
  readonly kills: readonly { readonly of: 'training process' | 'command line'; readonly afterStep: number }[];
}

/** 4,050 images, drawn by the seed and learned from in batches of 50: 81 steps an epoch, 972 in all; none is killed in its last epochs. */
const LAST_KILL = 800;
const DESIGN = ['--dataset', 'shapes', '--fraction', '0.9', '--held-out', '0.1', '--keep', 'best-validation'];
export const runOf = (epochs: number): readonly string[] => [
  'run',
  ...DESIGN,
  '--batch',
  '50',
  '--epochs',
  String(epochs),
  '--seed',
  '3',
  '--json',
];
const RUN = runOf(12);
/** A checkpoint after nearly every batch, so that many a kill comes while one is being written. */
export const OFTEN = { SIAMESE_LAB_CHECKPOINT_SECONDS: '0.02' };

/** Timing and memory of the process are no result. */
export function leftOf(output: string): Left {
  const { series, evaluations, artefacts } = JSON.parse(output) as Run & { readonly series: Record<string, unknown> };
  return { series: { ...series, process: undefined }, evaluations, artefacts };
}

/** A run that nothing disturbs. */
export async function undisturbed(run: readonly string[] = RUN): Promise<Left> {
  const { output } = await runLab(await temporaryHome(), run);
  return leftOf(output);
}

/** The same run, killed at so many random moments by SIGKILL, and resumed each time. */
export async function killedAndResumed(count: number, seed: number): Promise<Killed> {
  const random = createRandom(seed);
  const targets = Array.from({ length: count }, () => 1 + random.integer(LAST_KILL)).toSorted((a, b) => a - b);
  const home = await temporaryHome();
  const kills: Killed['kills'][number][] = [];
  let command: readonly string[] = RUN;
  for (const target of targets) {
    // something new each time, so that there is something to be killed
    const afterStep = Math.max(target, 1 + (await stepsOf(home)));
    const { child, ended } = startLab(home, command, OFTEN);
    const over = ended.then(({ status, output, errors }) => `status ${status}\n${output}\n${errors}`);
    while ((await stepsOf(home)) < afterStep) {
      const how = await Promise.race([over, wait(5, undefined)]);
      if (how !== undefined) throw new Error(`It ended by itself before step ${afterStep}: ${how}`);
    }
    await wait(random.integer(40));
    const of = random.integer(2) === 0 ? 'training process' : 'command line';
    const victim = of === 'command line' ? child.pid : await childOf(child.pid ?? 0);
    if (victim === undefined) throw new Error(`No process was there to be killed after step ${afterStep}.`);
    process.kill(victim, 'SIGKILL');
    await ended;
    kills.push({ of, afterStep });
    command = ['resume', '1', '--json'];
  }
  const { output } = await runLab(home, command, OFTEN);
  return { ...leftOf(output), kills };
}

/** Up to which step a checkpoint of the first run lies there. */
export async function stepsOf(home: string): Promise<number> {
  try {
    const names = await readdir(join(home, 'runs', '000001', 'checkpoints'));
    return Math.max(0, ...names.map((name) => Number(/^step-(\d+)\.safetensors$/.exec(name)?.[1] ?? 0)));
  } catch {
    return 0;
  }
}

/** The process that another one has started. */
export async function childOf(pid: number): Promise<number | undefined> {
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8');
  const [first] = children.split(' ').filter((text) => text !== '');
  return first === undefined ? undefined : Number(first);
}
