import { afterEach, expect, it } from 'vitest';

import { killWhatRuns } from '../integration/lab-process';
import { killedAndResumed, undisturbed } from './kills';

afterEach(killWhatRuns);

it.runIf(process.platform === 'linux')(
  'a run that was killed twice and resumed ends as the one that was not, to the last bit (on Linux)',
  { timeout: 300_000 },
  async () => {
    const { kills, ...left } = await killedAndResumed(2, 1);
    expect(kills).toHaveLength(2);
    expect(left).toEqual(await undisturbed());
  },
);
