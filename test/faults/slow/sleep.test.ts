import { readdir, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

import { afterEach, expect, it } from 'vitest';

import type { Queue } from '#shared/contract/ipc';
import type { Run } from '#shared/runs/run';

import { killWhatRuns, runLab, startLab, temporaryHome } from '../../integration/lab-process';
import { childOf, leftOf, OFTEN, runOf, stepsOf, undisturbed } from '../kills';

/** The last heartbeat was so long ago. */
const NIGHT_MS = 10 * 3_600_000;
/** For which it really stood still. */
const STOPPED_MS = 3000;

/** Of 81 steps each. */
const RUN = runOf(4);

afterEach(killWhatRuns);

it.runIf(process.platform === 'linux')(
  'a run that slept twice with its machine goes on as if nothing had been, and nobody takes it for dead (on Linux)',
  { timeout: 1_200_000 },
  async () => {
    const home = await temporaryHome();
    const { child, ended } = startLab(home, RUN, OFTEN);
    for (const step of [50, 200]) {
      while ((await stepsOf(home)) < step) await wait(20);
      const sleepers = [child.pid ?? 0, (await childOf(child.pid ?? 0)) ?? 0];
      for (const pid of sleepers) process.kill(pid, 'SIGSTOP');
      const long = new Date(Date.now() - NIGHT_MS);
      for (const name of await readdir(join(home, 'open'))) await utimes(join(home, 'open', name), long, long);
      await wait(STOPPED_MS);
      // another program opens the folder, and would end what the dead have left behind
      const queue = JSON.parse((await runLab(home, ['queue', '--json'])).output) as Queue;
      expect(queue.running).toMatchObject({ id: 1, status: 'running' });
      expect(queue.trainedBy).toMatchObject({ pid: child.pid });
      for (const pid of sleepers) process.kill(pid, 'SIGCONT');
    }
    const { status, output, errors } = await ended;
    expect(status, errors).toBe(0);
    const { startedAt, endedAt } = JSON.parse(output) as Run;
    const took = (endedAt ?? 0) - (startedAt ?? 0);
    expect(took).toBeGreaterThan(2 * STOPPED_MS);
    expect(took).toBeLessThan(NIGHT_MS);
    expect(leftOf(output)).toEqual(await undisturbed(RUN));
  },
);
