import { constants } from 'node:os';

import { SingleBar } from 'cli-progress';

import { LabError } from '#shared/errors/errors';
import type { ExperimentSpec } from '#shared/experiment/experiment';
import type { Queue } from '#shared/contract/ipc';
import { isEnded, type Run, type RunProgress } from '#shared/runs/run';
import { startingWeightsOf } from '#shared/networks/weights';

import type { Lab } from '../lab/lab';
import { describeProgram } from '../lab/folder/programs';
import { killWorkers } from '../processes/worker-process';
import { specFromArguments, type RunArguments } from './arguments';
import { designBudgetLine, wantedBudget, withLength } from './budget-arguments';
import { tellLongWork } from './estimate-command';
import { designLike } from './like-argument';
import { runJson, runText } from './output';
import { experimentName } from './curate-command';
import { pathArgument } from './path-argument';
import { printJson, printLine } from './standard-output';

/** Queues the runs, shows how they come along, prints their metrics. Gives the exit status: 0 when all finished. */
export async function runCommand(lab: Lab, given: RunArguments, { json }: { readonly json: boolean }): Promise<number> {
  const typed = withLength(lab, given);
  const spec = specFromArguments(typed, designLike(lab, typed));
  tellBudget(typed, spec);
  if (typed.weights !== undefined) await keepWeights(lab, spec, typed.weights);
  const name = experimentName(typed.name ?? '');
  await tellLongWork(lab, [spec]);
  const { runIds } = await lab.launch(spec);
  const [first] = runIds;
  if (name !== '' && first !== undefined) lab.runList.name(first, name);
  return followAll(lab, runIds, { json });
}

/** What was made of a budget, and that a design does not stand for its row. */
function tellBudget(typed: RunArguments, spec: ExperimentSpec): void {
  const wanted = wantedBudget(typed);
  if (wanted !== null) process.stderr.write(`${designBudgetLine(spec)}.\n`);
  if (typed.row === undefined || spec.row !== null) return;
  const why = wanted === null ? 'More than seeds and epochs differs from' : 'Its epochs are not those of';
  process.stderr.write(`${why} row ${typed.row}: this run will not stand for it.\n`);
}

/** `retry RUN`: queues its seed once more, and waits for the end as `run` does. */
export async function retryCommand(lab: Lab, id: number, { json }: { readonly json: boolean }): Promise<number> {
  const { runIds } = await lab.retry(id);
  process.stderr.write(`Run ${id} is tried again as run ${runIds.join(', ')}.\n`);
  return followAll(lab, runIds, { json });
}

/** `resume RUN`: goes on from its last checkpoint, and waits for the end as `run` does. */
export async function resumeCommand(lab: Lab, id: number, { json }: { readonly json: boolean }): Promise<number> {
  const { runIds } = await lab.resume(id);
  return followAll(lab, runIds, { json });
}

/** Waits for the end of all, and prints them. Gives the exit status: 0 when all finished. */
export async function followAll(
  lab: Lab,
  runIds: readonly number[],
  { json }: { readonly json: boolean },
): Promise<number> {
  const stopTelling = tellWhatHolds(lab);
  const stopListening = cancelOnInterrupt(lab, runIds);
  const runs: Run[] = [];
  try {
    for (const id of runIds) runs.push(await follow(lab, id, !json && process.stderr.isTTY));
  } finally {
    stopListening();
    stopTelling();
  }
  if (json) {
    const results = runs.map((run) => runJson(run, lab.series(run.id)));
    const [only, ...others] = results;
    printJson(only !== undefined && others.length === 0 ? only : { runs: results });
  } else {
    for (const run of runs) printLine(runText(run));
  }
  return runs.every(({ status }) => status === 'finished') ? 0 : 1;
}

/** Says what lets no run of this program start, at once and whenever that changes. Gives the function that ends it. */
function tellWhatHolds(lab: Lab): () => void {
  let told = '';
  const tell = (): void => {
    const text = whatHolds(lab.queue()).join('\n');
    if (text !== told && text !== '') process.stderr.write(`${text}\n`);
    told = text;
  };
  const stop = [lab.events.on('runs:changed', tell), lab.events.on('queue:changed', tell)];
  tell();
  return () => stop.forEach((each) => each());
}

/** Why runs of this program wait although none of its own is trained. */
export function whatHolds({ isPaused, running, trainedBy }: Queue): readonly string[] {
  const where = trainedBy === null ? 'another program' : describeProgram(trainedBy);
  const lines: string[] = [];
  if (running?.isElsewhere === true) {
    lines.push(`Run ${running.id} is trained by ${where}: this waits for its end.`);
  }
  if (!isPaused) return lines;
  return [
    ...lines,
    'The queue is paused, so nothing starts. Resume it in the window, or with: npm run lab -- queue resume',
  ];
}

/** The run may be taken up by another program later: its weights have to lie where that one finds them. */
async function keepWeights(lab: Lab, { network }: ExperimentSpec, file: string): Promise<void> {
  const name = startingWeightsOf(network);
  if (name === null) {
    throw new LabError(
      'invalid-spec',
      `--weights: Received ${file} for ${network.kind} from random weights; expected a design that starts from ` +
        'others. Add --network vgg19 --transfer imagenet, or leave --weights out.',
    );
  }
  await lab.weights.importFrom(name, pathArgument(file, '--weights'));
}

/** Waits for the end of a run, with a progress bar where somebody watches. */
async function follow(lab: Lab, id: number, showBar: boolean): Promise<Run> {
  const bar = showBar ? createBar() : undefined;
  const stopBar = lab.events.on('run:progress', ({ id: told, progress }) => {
    if (told === id) updateBar(bar, id, progress);
  });
  const run = await new Promise<Run>((resolve) => {
    const look = (): void => {
      const found = lab.run(id);
      if (!isEnded(found.status)) return;
      stop();
      resolve(found);
    };
    const stop = lab.events.on('runs:changed', look);
    look();
  });
  stopBar();
  bar?.stop();
  return run;
}

function createBar(): SingleBar {
  const bar = new SingleBar({
    format: 'run {run} [{bar}] {percentage} % · {state}',
    stream: process.stderr,
    hideCursor: true,
    clearOnComplete: true,
  });
  bar.start(1, 0, { run: '…', state: 'starting' });
  return bar;
}

function updateBar(bar: SingleBar | undefined, run: number, progress: RunProgress): void {
  if (bar === undefined) return;
  const { phase, epoch, epochs, batch, batches, loss, accuracy, imagesPerSecond, secondsLeft } = progress;
  const done = batches === 0 ? 0 : epoch - 1 + batch / batches;
  const state =
    phase === 'training' && loss !== null && accuracy !== null
      ? `epoch ${epoch}/${epochs} · loss ${loss.toFixed(4)} · accuracy ${accuracy.toFixed(4)} · ` +
        `${Math.round(imagesPerSecond)} images/s${secondsLeft === null ? '' : ` · ${Math.ceil(secondsLeft)} s left`}`
      : phase;
  bar.setTotal(epochs);
  bar.update(phase === 'evaluating' ? epochs : done, { run, state });
}

/** One Ctrl-C may arrive twice: from the terminal, and from the program that has started this one. */
const SAME_PRESS_MS = 300;

/** Ctrl-C ends the runs in good order; pressed again it ends the program and its processes at once. */
function cancelOnInterrupt(lab: Lab, ids: readonly number[]): () => void {
  let pressedAt: number | undefined;
  const interrupt = (): void => {
    if (pressedAt !== undefined) {
      if (performance.now() - pressedAt < SAME_PRESS_MS) return;
      killWorkers();
      process.exit(128 + constants.signals.SIGINT);
    }
    pressedAt = performance.now();
    process.stderr.write('\nCancelling at the end of the batch; press Ctrl-C again to end at once.\n');
    lab.cancelAll(ids.filter((id) => !isEnded(lab.run(id).status)));
  };
  process.on('SIGINT', interrupt);
  return () => process.off('SIGINT', interrupt);
}
