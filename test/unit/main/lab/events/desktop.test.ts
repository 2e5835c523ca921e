import { expect, it } from 'vitest';

import { followOnDesktop } from '#main/lab/events/desktop';
import { createEmitter } from '#main/lab/events/events';
import type { RunProgress } from '#shared/runs/run';

const progress: RunProgress = {
  phase: 'training',
  epoch: 2,
  epochs: 4,
  batch: 5,
  batches: 10,
  imagesPerSecond: 100,
  secondsLeft: 5,
  loss: 1,
  accuracy: 0.5,
  residentBytes: 1,
  isPaused: false,
};

function follow() {
  const events = createEmitter();
  const told: unknown[] = [];
  const lab = { running: 7 as number | undefined };
  followOnDesktop(
    { events, runningRun: () => lab.running },
    {
      showProgress: (share, isPaused) => told.push(['progress', share, isPaused]),
      keepAwake: (isNeeded) => told.push(['awake', isNeeded]),
    },
  );
  return { events, told, lab };
}

it('shows how far the run has come, and keeps the machine awake', () => {
  const { events, told } = follow();
  events.emit('run:progress', { id: 7, progress });
  expect(told).toEqual([
    ['progress', 0.375, false],
    ['awake', true],
  ]);
});

it('lets the machine sleep while the run is paused', () => {
  const { events, told } = follow();
  events.emit('run:progress', { id: 7, progress: { ...progress, isPaused: true } });
  expect(told).toEqual([
    ['progress', 0.375, true],
    ['awake', false],
  ]);
});

it('takes everything away once nothing runs any more, and not before', () => {
  const { events, told, lab } = follow();
  events.emit('runs:changed', { ids: [8] });
  expect(told).toEqual([]);
  lab.running = undefined;
  events.emit('runs:changed', { ids: [7] });
  expect(told).toEqual([
    ['progress', null, false],
    ['awake', false],
  ]);
});
