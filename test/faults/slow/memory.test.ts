import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

import Database from 'better-sqlite3';
import { afterEach, describe, expect, it } from 'vitest';

import type { LabFailure } from '#shared/errors/errors';

import { killWhatRuns, runLab, startLab, temporaryHome, type Started } from '../../integration/lab-process';
import { childOf } from '../kills';

const SMALL = ['--dataset', 'shapes', '--fraction', '0.02', '--batch', '50', '--epochs', '1'];
/** Of a plain network the largest batch that a design may have, and more epochs than anybody waits for. */
const LARGE = ['run', '--dataset', 'shapes', '--fraction', '1', '--batch', '4096', '--epochs', '5000', '--json'];
const MEGABYTE = 2 ** 20;

afterEach(killWhatRuns);

interface Failed {
  readonly status: string;
  readonly failure: LabFailure;
}

/** Waits until the run's images are loaded, and gives its process. */
async function trainingOf(home: string, { child }: Started): Promise<number> {
  for (;;) {
    await wait(100);
    try {
      const database = new Database(join(home, 'lab.sqlite'), { readonly: true });
      const isLoaded = database.prepare('SELECT 1 FROM log WHERE event LIKE \'%"loaded"%\'').get() !== undefined;
      database.close();
      const training = await childOf(child.pid ?? 0);
      if (isLoaded && training !== undefined) return training;
    } catch {
      // it is not there yet
    }
  }
}

/** Lets a process have so many bytes more than it has now: from then on an allocation fails. */
function limitMemory(pid: number, more: number): void {
  const kilobytes = Number(/VmSize:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
  execFileSync('prlimit', [`--as=${1024 * kilobytes + more}`, '--pid', String(pid)]);
}

async function expectNextToTrain(home: string): Promise<void> {
  const { status, output, errors } = await runLab(home, ['run', ...SMALL, '--json']);
  expect(status, errors).toBe(0);
  expect(JSON.parse(output)).toMatchObject({ id: 2, status: 'finished' });
}

describe.runIf(process.platform === 'linux')('memory that runs out while a run trains (on Linux)', () => {
  it('fails the run with a batch that may fit, and the next run trains', { timeout: 300_000 }, async () => {
    const home = await temporaryHome();
    const started = startLab(home, LARGE);
    limitMemory(await trainingOf(home, started), 100 * MEGABYTE);
    const { status, output } = await started.ended;
    expect(status).toBe(1);
    const { status: reads, failure } = JSON.parse(output) as Failed;
    expect([reads, failure.code], failure.detail).toEqual(['failed', 'out-of-memory']);
    expect(failure.message).toContain('too small for a batch of 4096. Launch it again with a batch of 2048');
    await expectNextToTrain(home);
  });

  it('where the system kills its process, says that it may have been so', { timeout: 300_000 }, async () => {
    const home = await temporaryHome();
    const started = startLab(home, LARGE);
    process.kill(await trainingOf(home, started), 'SIGKILL');
    const { status, output } = await started.ended;
    expect(status).toBe(1);
    const { status: reads, failure } = JSON.parse(output) as Failed;
    expect([reads, failure.code]).toEqual(['failed', 'training-process-died']);
    expect(failure.message).toContain('the system does so where the memory of the machine is used up');
    await expectNextToTrain(home);
  });
});
