import { describe, expect, it } from 'vitest';

import { publishedRow } from '#shared/reference/published';
import { differenceTo, digitsOf, missingRuns, rowState } from '../../../../../src-renderer/features/reference/deck-row';
import { aRowRun, aStanding, figuresOf, TRAINING } from '../../specimens';

describe('the state of a row', () => {
  it('is the run that runs, by what its process says', () => {
    const run = aRowRun({ id: 8, status: 'running', epochs: 5, epochsDone: 1 });
    const standing = aStanding('C1', { runs: [aRowRun({ id: 9, status: 'queued' }), run, aRowRun()] });
    expect(rowState(standing, new Map([[8, TRAINING]]))).toMatchObject({ kind: 'running', run: { id: 8 } });
    expect(rowState(standing, new Map([[8, TRAINING]]))).toHaveProperty('share', 0.3);
    expect(rowState(standing, new Map())).toHaveProperty('share', 0.2);
  });

  it('is the run that is paused, unless another runs', () => {
    const paused = aRowRun({ id: 8, status: 'paused', epochs: 5, epochsDone: 1 });
    const waiting = aRowRun({ id: 9, status: 'queued' });
    expect(rowState(aStanding('C1', { runs: [waiting, paused] }), new Map())).toMatchObject({
      kind: 'paused',
      run: { id: 8 },
      share: 0.2,
    });
    const running = aRowRun({ id: 7, status: 'running' });
    expect(rowState(aStanding('C1', { runs: [paused, running] }), new Map())).toMatchObject({ kind: 'running' });
  });

  it('is how many wait, and the next one of them', () => {
    const runs = [aRowRun({ id: 9, status: 'queued' }), aRowRun({ id: 8, status: 'queued' })];
    expect(rowState(aStanding('C1', { runs }), new Map())).toMatchObject({ kind: 'queued', count: 2, run: { id: 8 } });
  });

  it('is how the newest run ended', () => {
    const runs = [aRowRun({ id: 9, status: 'failed' }), aRowRun({ id: 8 })];
    expect(rowState(aStanding('C1', { runs }), new Map())).toMatchObject({ status: 'failed', run: { id: 9 } });
    expect(rowState(aStanding('C1'), new Map())).toEqual({ kind: 'not-run' });
  });
});

describe('the runs that a row lacks', () => {
  it('are the seeds without a run that has finished or will', () => {
    const runs = [
      aRowRun({ seed: 1 }),
      aRowRun({ seed: 2, status: 'queued' }),
      aRowRun({ seed: 5, status: 'paused' }),
      aRowRun({ seed: 3, status: 'failed' }),
      aRowRun({ seed: 4, epochs: 12 }),
    ];
    expect(missingRuns(aStanding('C1', { runs }), 5, null)).toMatchObject({
      row: 'C1',
      seeds: [3, 4],
      training: { epochs: 200 },
    });
    expect(missingRuns(aStanding('C1', { runs }), 2, null)).toBeNull();
  });

  it('may have fewer epochs than the deck, and never more', () => {
    expect(missingRuns(aStanding('C1'), 1, 12)).toMatchObject({ row: 'C1', training: { epochs: 12 } });
    expect(missingRuns(aStanding('C1'), 1, 9999)).toMatchObject({ training: { epochs: 200 } });
  });

  it('are none where the lab cannot train the row', () => {
    expect(missingRuns(aStanding('C8', { canRun: false }), 1, null)).toBeNull();
  });
});

it('takes as many digits for a difference as the published figure has', () => {
  expect([digitsOf(publishedRow('C1').accuracy), digitsOf(publishedRow('E1').accuracy)]).toEqual([4, 2]);
  expect(differenceTo(publishedRow('C1'), aStanding('C1', { figures: figuresOf([0.799]) }))).toBeCloseTo(0.01, 10);
  expect(differenceTo(publishedRow('C1'), aStanding('C1'))).toBeNull();
});
