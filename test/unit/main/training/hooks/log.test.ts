import { expect, it } from 'vitest';

import { logHook } from '#main/training/hooks/log';
import type { TrainingEvent } from '#main/training/messages';

const scores = { loss: 1, accuracy: 0.5 };

it('reports after which epoch the training was ended early, also where that epoch came before a restart', () => {
  const told: TrainingEvent[] = [];
  const hook = logHook((event) => told.push(event));
  const ignore = (): void => undefined;
  hook.onEpochEnd?.({ epoch: 3, train: scores, validation: scores }, ignore);
  hook.onTrainEnd?.('stalled');
  logHook((event) => told.push(event), 7).onTrainEnd?.('stalled');
  expect(told).toEqual([
    { kind: 'stopped-early', epoch: 3 },
    { kind: 'stopped-early', epoch: 7 },
  ]);
});

it('reports a pause', () => {
  const told: TrainingEvent[] = [];
  logHook((event) => told.push(event)).onTrainEnd?.('paused');
  expect(told).toEqual([{ kind: 'paused' }]);
});

it('has nothing to say of a training that went to its end', () => {
  const told: TrainingEvent[] = [];
  logHook((event) => told.push(event)).onTrainEnd?.('completed');
  expect(told).toEqual([]);
});
