import type { WritableDatabase } from '../../database/open';
import { countTime } from '../../database/run-time';

/** How long the runs of this program train, whatever somebody does to the clock. */
export interface TrainingTime {
  /** A run is claimed. @param at its start, in milliseconds since 1970 */
  readonly begin: (id: number, at: number) => void;
  /** It is paused or has ended. */
  readonly end: (id: number) => void;
  /** The present, but not earlier than the time that a run has taken allows: the clock may have been set back. */
  readonly endOf: (id: number) => number;
  /**
   * One transaction, which also counts the time of training up to now: of a program that dies only what came after the
   * last event is not counted.
   */
  readonly counting: <Result>(id: number, work: () => Result) => Result;
}

/**
 * @param now milliseconds since 1970
 * @param elapsed milliseconds since some moment, by a clock that nobody sets
 */
export function createTrainingTime(database: WritableDatabase, now: () => number, elapsed: () => number): TrainingTime {
  /** When runs began, by both clocks. */
  const begun = new Map<number, { readonly at: number; readonly elapsed: number }>();
  /** Up to when their time is counted, by the clock that nobody sets. */
  const counted = new Map<number, number>();

  return {
    begin: (id, at) => {
      begun.set(id, { at, elapsed: elapsed() });
      counted.set(id, elapsed());
    },
    end: (id) => {
      begun.delete(id);
      counted.delete(id);
    },
    endOf: (id) => {
      const start = begun.get(id);
      return start === undefined ? now() : Math.max(now(), Math.round(start.at + elapsed() - start.elapsed));
    },
    counting: (id, work) => {
      const from = counted.get(id);
      if (from === undefined) return database.transaction(work).immediate();
      const milliseconds = Math.round(elapsed() - from);
      const result = database
        .transaction(() => {
          countTime(database, id, { milliseconds, at: now() });
          return work();
        })
        .immediate();
      counted.set(id, from + milliseconds);
      return result;
    },
  };
}
