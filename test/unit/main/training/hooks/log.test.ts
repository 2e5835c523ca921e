import { expect, it } from 'vitest';

import { logHook } from '#main/training/hooks/log';
import type { TrainingEvent } from '#main/training/messages';

const scores = { loss: 1, accuracy: 0.5 };

it('reports pauses, and after which epoch the training was ended early', () => {
  const told: TrainingEvent[] = [];
  const hook = logHook((event) => told.push(event));
  const ignore = (): void => undefined;
  hook.onPause?.();
  hook.onResume?.(ignore);
  hook.onEpochEnd?.({ epoch: 3, train: scores, validation: scores }, ignore);
  hook.onTrainEnd?.('stalled');
  expect(told).toEqual([{ kind: 'paused' }, { kind: 'resumed' }, { kind: 'stopped-early', epoch: 3 }]);
});

it('has nothing to say of a training that went to its end', () => {
  const told: TrainingEvent[] = [];
  logHook((event) => told.push(event)).onTrainEnd?.('completed');
  expect(told).toEqual([]);
});
