import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

import Database from 'better-sqlite3';
import { afterEach, describe, expect, it } from 'vitest';

import type { Run } from '#shared/runs/run';

import { killWhatRuns, runLab, startLab, temporaryHome } from '../integration/lab-process';

afterEach(killWhatRuns);

const LONG = ['run', '--dataset', 'shapes', '--fraction', '0.1', '--batch', '50', '--epochs', '5000'];
/** No checkpoint comes by itself: the one that is found was written because the run was stopped. */
const SELDOM = { SIAMESE_LAB_CHECKPOINT_SECONDS: '3600' };

/** The process that a run names as the one that trains it, once it trains. */
async function trainerOf(pid: number): Promise<number> {
  for (;;) {
    const [child] = childrenOf(pid);
    if (child !== undefined) return child;
    await wait(50);
  }
}

const childrenOf = (pid: number): readonly number[] =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number);

/** A process that is gone, or is only waited for. */
function isGone(pid: number): boolean {
  if (!existsSync(`/proc/${pid}`)) return true;
  return readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ');
}

async function untilGone(...pids: readonly number[]): Promise<void> {
  while (!pids.every(isGone)) await wait(100);
}

/** Once an epoch is recorded. */
async function untilTrained(home: string): Promise<void> {
  for (;;) {
    await wait(100);
    try {
      const database = new Database(join(home, 'lab.sqlite'), { readonly: true });
      const epochs = database.prepare('SELECT epochs_done FROM runs').pluck().get();
      database.close();
      if (Number(epochs ?? 0) > 0) return;
    } catch {
      // it is not there yet
    }
  }
}

async function left(home: string): Promise<Pick<Run, 'status' | 'checkpoint'>> {
  // the first program that looks ends what the dead left behind, and finds its checkpoint
  await runLab(home, ['queue']);
  const { status, checkpoint } = JSON.parse((await runLab(home, ['show', '1', '--json'])).output) as Run;
  return { status, checkpoint };
}

const KEPT = { epoch: expect.any(Number), batch: expect.any(Number) };

describe.skipIf(process.platform !== 'linux')('a run that is stopped from outside', { timeout: 240_000 }, () => {
  it.each([
    ['command line', 'SIGTERM', 'interrupted'],
    ['command line', 'SIGHUP', 'interrupted'],
    ['command line', 'SIGINT', 'cancelled'],
    ['command line', 'SIGKILL', 'interrupted'],
    ['training process', 'SIGTERM', 'interrupted'],
  ] as const)('keeps a checkpoint where its %s gets %s, and leaves no process behind', async (of, signal, status) => {
    const home = await temporaryHome();
    const { child, ended } = startLab(home, LONG, SELDOM);
    const trainer = await trainerOf(child.pid ?? 0);
    await untilTrained(home);
    process.kill(of === 'command line' ? (child.pid ?? 0) : trainer, signal);
    await ended;
    await untilGone(trainer);
    expect(await left(home)).toEqual({ status, checkpoint: KEPT });
  });

  it('ends at once with a second Ctrl-C', async () => {
    const home = await temporaryHome();
    const { child, ended } = startLab(home, LONG, SELDOM);
    const trainer = await trainerOf(child.pid ?? 0);
    // while its library is being loaded it hears nothing
    process.kill(trainer, 'SIGSTOP');
    const heard = new Promise<void>((resolve) => {
      child.stderr?.on('data', (text: string) => text.includes('press Ctrl-C again') && resolve());
    });
    child.kill('SIGINT');
    // two that come before the first is heard are one, and so are two within the same moment
    await heard;
    await wait(500);
    child.kill('SIGINT');
    expect((await ended).status).toBe(130);
    await untilGone(trainer);
  });

  it.each(['SIGTERM', 'SIGKILL'] as const)('ends with npm, which gets %s', async (signal) => {
    const home = await temporaryHome();
    const environment = { ...process.env, ...SELDOM, SIAMESE_LAB_HOME: home };
    const npm = spawn('npm', ['run', 'lab', '--', ...LONG], { env: environment, stdio: 'ignore' });
    await untilTrained(home);
    const below = (pid: number): readonly number[] => childrenOf(pid).flatMap((child) => [child, ...below(child)]);
    const processes = below(npm.pid ?? 0);
    expect(processes.length).toBeGreaterThanOrEqual(3);
    npm.kill(signal);
    await untilGone(...processes);
    expect(await left(home)).toEqual({ status: 'interrupted', checkpoint: KEPT });
  });

  it('ends with the program that npm has started, which is killed', async () => {
    const home = await temporaryHome();
    const environment = { ...process.env, ...SELDOM, SIAMESE_LAB_HOME: home };
    const launcher = spawn(process.execPath, [resolve('scripts/lab.mjs'), ...LONG], {
      env: environment,
      stdio: 'ignore',
    });
    await untilTrained(home);
    const [cli = 0] = childrenOf(launcher.pid ?? 0);
    const [trainer = 0] = childrenOf(cli);
    launcher.kill('SIGKILL');
    await untilGone(cli, trainer);
    expect(await left(home)).toEqual({ status: 'interrupted', checkpoint: KEPT });
  });
});
