import type { Figures } from '../metrics/judged';
import type { Protocol } from '../protocols/protocols';
import type { RunStatus, SeriesMetric, SeriesSplit } from './run';

/** A loss or an accuracy after an epoch. */
export interface LoggedScore {
  readonly split: SeriesSplit;
  readonly metric: SeriesMetric;
  readonly value: number;
}

/** What can happen to a run. Data, not words: whoever shows it says it in the person's language. */
export type LogEvent =
  | { readonly kind: 'queued' }
  | { readonly kind: 'started' }
  | {
      readonly kind: 'loaded';
      readonly device: string;
      readonly trainCount: number;
      readonly testCount: number;
      readonly parameterCount: number;
    }
  | { readonly kind: 'epoch'; readonly epoch: number; readonly scores: readonly LoggedScore[] }
  | { readonly kind: 'paused' }
  /** It is to go on from where it was left. */
  | { readonly kind: 'resumed' }
  /** It goes on after so many batches of that epoch. */
  | { readonly kind: 'restored'; readonly epoch: number; readonly batch: number }
  | { readonly kind: 'checkpoint-failed'; readonly reason: string }
  /** Its process worked out wrong gradients, and was replaced by a fresh one or ended the run. */
  | { readonly kind: 'kernels-unsound'; readonly reason: string }
  /** It no longer got better. */
  | { readonly kind: 'stopped-early'; readonly epoch: number }
  /** The weights of this epoch are the run's. */
  | { readonly kind: 'kept'; readonly epoch: number }
  | { readonly kind: 'artefact'; readonly file: string; readonly bytes: number }
  | {
      readonly kind: 'evaluated';
      readonly protocol: Protocol;
      /** These two where it was judged by classes or pairs, otherwise its figures. */
      readonly accuracy?: number | undefined;
      readonly loss?: number | undefined;
      readonly figures?: Figures | undefined;
    }
  | {
      readonly kind: 'ended';
      readonly status: Exclude<RunStatus, 'queued' | 'running'>;
      /** Why, where it did not go as planned. */
      readonly reason: string | null;
    };

export interface LogLine {
  /** 1, 2, 3 … in the order in which they were written. */
  readonly line: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly event: LogEvent;
}
