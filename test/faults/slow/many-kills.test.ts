import { afterEach, expect, it } from 'vitest';

import { killWhatRuns } from '../../integration/lab-process';
import { killedAndResumed, undisturbed } from '../kills';

afterEach(killWhatRuns);

it.runIf(process.platform === 'linux')(
  'a run of 12 epochs that was killed at 20 random moments ends as the one that was not, to the last bit (on Linux)',
  { timeout: 1_200_000 },
  async () => {
    const { kills, ...left } = await killedAndResumed(20, 2);
    process.stdout.write(`killed: ${kills.map(({ of, afterStep }) => `${of} after step ${afterStep}`).join(', ')}\n`);
    expect(left).toEqual(await undisturbed());
  },
);
