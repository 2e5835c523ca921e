import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { insertExperiment } from '#main/database/experiments';
import { openMemoryDatabase, type WritableDatabase } from '#main/database/open';
import {
  claimRun,
  countQueuedRuns,
  isQueuePaused,
  moveQueuedRun,
  nextQueuedRun,
  queuedRuns,
  setQueuePaused,
} from '#main/database/queue';
import { endRun, findRun, insertRun } from '#main/database/runs';

import { specOf } from './spec';

function withRuns(count: number): WritableDatabase {
  const database = openMemoryDatabase();
  const experimentId = insertExperiment(database, { title: 'vanilla', spec: specOf(), createdAt: 1 });
  for (let seed = 1; seed <= count; seed++) insertRun(database, { experimentId, seed, owner: 'me', queuedAt: seed });
  return database;
}

const orderOf = (database: WritableDatabase): readonly number[] => queuedRuns(database).map(({ id }) => id);
const end = { endedAt: 9, failure: null } as const;

describe('the queue', () => {
  it('gives the first run of its owner', () => {
    const database = withRuns(3);
    expect(nextQueuedRun(database, 'me')).toBe(1);
    expect(nextQueuedRun(database, 'somebody else')).toBeUndefined();
    expect(countQueuedRuns(database)).toBe(3);
  });

  it('lets one run be claimed at a time, whoever asks', () => {
    const database = withRuns(2);
    expect(claimRun(database, { id: 1, owner: 'me', startedAt: 5 })).toBe(true);
    expect(claimRun(database, { id: 2, owner: 'me', startedAt: 5 })).toBe(false);
    endRun(database, { id: 1, status: 'finished', ...end });
    expect(claimRun(database, { id: 2, owner: 'somebody else', startedAt: 5 })).toBe(false);
    expect(claimRun(database, { id: 2, owner: 'me', startedAt: 5 })).toBe(true);
  });

  it('is put into another order, and the new order decides what comes next', () => {
    const database = withRuns(4);
    expect(moveQueuedRun(database, 4, 1)).toBe(true);
    expect(orderOf(database)).toEqual([4, 1, 2, 3]);
    expect(moveQueuedRun(database, 1, null)).toBe(true);
    expect(orderOf(database)).toEqual([4, 2, 3, 1]);
    expect(nextQueuedRun(database, 'me')).toBe(4);
  });

  it('moves nothing that does not wait, and nothing to where nothing waits', () => {
    const database = withRuns(3);
    claimRun(database, { id: 1, owner: 'me', startedAt: 5 });
    expect([moveQueuedRun(database, 1, 3), moveQueuedRun(database, 3, 1), moveQueuedRun(database, 2, 2)]).toEqual([
      false,
      false,
      false,
    ]);
    expect(orderOf(database)).toEqual([2, 3]);
  });

  it('lets nothing start while it is paused', () => {
    const database = withRuns(1);
    setQueuePaused(database, true);
    expect([isQueuePaused(database), claimRun(database, { id: 1, owner: 'me', startedAt: 5 })]).toEqual([true, false]);
    setQueuePaused(database, false);
    expect(claimRun(database, { id: 1, owner: 'me', startedAt: 5 })).toBe(true);
  });

  it('takes a seed again only once its run has come to nothing', () => {
    const database = withRuns(1);
    const again = (): number => insertRun(database, { experimentId: 1, seed: 1, owner: 'me', queuedAt: 9 });
    expect(again).toThrow('UNIQUE');
    endRun(database, { id: 1, status: 'failed', ...end });
    expect(again()).toBe(2);
    claimRun(database, { id: 2, owner: 'me', startedAt: 5 });
    expect(again).toThrow('UNIQUE');
    endRun(database, { id: 2, status: 'finished', ...end });
    expect(again).toThrow('UNIQUE');
  });

  it('keeps its order and its promises through whatever is done to it', () => {
    const place = fc.nat({ max: 12 });
    const action = fc.oneof(
      fc.record({ kind: fc.constant('enqueue' as const) }),
      fc.record({ kind: fc.constant('move' as const), from: place, to: place }),
      fc.record({ kind: fc.constant('cancel' as const), from: place }),
      fc.record({ kind: fc.constant('pause' as const), isPaused: fc.boolean() }),
      fc.record({ kind: fc.constant('claim' as const) }),
      fc.record({ kind: fc.constant('finish' as const) }),
    );
    fc.assert(
      fc.property(fc.array(action, { maxLength: 40 }), (actions) => {
        const database = withRuns(0);
        /** What the queue should be, kept as plainly as it can be. */
        let waiting: readonly number[] = [];
        let running: number | undefined;
        let isPaused = false;
        let seed = 0;
        for (const step of actions) {
          switch (step.kind) {
            case 'enqueue': {
              const run = { experimentId: 1, seed: (seed += 1), owner: 'me', queuedAt: 1 };
              waiting = [...waiting, insertRun(database, run)];
              break;
            }
            case 'move': {
              const id = waiting[step.from];
              if (id === undefined) break;
              const before = waiting[step.to] ?? null;
              const moved = moveQueuedRun(database, id, before);
              expect(moved).toBe(before !== id);
              if (!moved) break;
              const others = waiting.filter((other) => other !== id);
              const at = before === null ? others.length : others.indexOf(before);
              waiting = [...others.slice(0, at), id, ...others.slice(at)];
              break;
            }
            case 'cancel': {
              const id = waiting[step.from];
              if (id === undefined) break;
              expect(endRun(database, { id, status: 'cancelled', ...end })).toBe(true);
              waiting = waiting.filter((other) => other !== id);
              break;
            }
            case 'pause':
              setQueuePaused(database, (isPaused = step.isPaused));
              break;
            case 'claim': {
              const next = nextQueuedRun(database, 'me');
              expect(next).toBe(waiting[0]);
              if (next === undefined) break;
              const claimed = claimRun(database, { id: next, owner: 'me', startedAt: 1 });
              expect(claimed).toBe(!isPaused && running === undefined);
              if (!claimed) break;
              running = next;
              waiting = waiting.slice(1);
              break;
            }
            case 'finish':
              if (running !== undefined) endRun(database, { id: running, status: 'finished', ...end });
              running = undefined;
          }
          expect(orderOf(database)).toEqual(waiting);
          if (running !== undefined) expect(findRun(database, running)?.status).toBe('running');
        }
      }),
      { numRuns: 60 },
    );
  });
});
