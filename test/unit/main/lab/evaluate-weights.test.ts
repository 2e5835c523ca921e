import { describe, expect, it } from 'vitest';

import { evaluateWeights } from '#main/lab/evaluate-weights';
import type { TrainingEvent } from '#main/training/messages';

import type { LaunchTraining } from '#main/executors/local/training-process';

const EVALUATION = { protocol: 'single', task: 'classification' };

/** A process that tells these events and ends. */
function telling(events: readonly unknown[]): LaunchTraining {
  return (listeners) => ({
    send: () => {
      for (const event of events) listeners.onEvent(event as TrainingEvent);
      listeners.onExit('exit code 0');
    },
    kill: () => undefined,
  });
}

describe('the evaluation of a file', () => {
  it.each([true, false])('says whether the file describes its network: %s', async (isDescribed) => {
    const launch = telling([
      { kind: 'weights', isDescribed },
      { kind: 'evaluation', evaluation: EVALUATION },
      { kind: 'ended', outcome: { kind: 'finished' } },
    ]);
    expect(await evaluateWeights(launch, {} as never, {} as never)).toEqual({ evaluation: EVALUATION, isDescribed });
  });
});
