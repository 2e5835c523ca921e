import type { SeriesPoint, SeriesSplit } from '#shared/runs/run';

import type { TrainingHook } from '../loop';
import type { Report } from '../messages';
import { awakeTime } from './awake-time';

export interface ProcessGauges {
  /** Milliseconds, monotonic. */
  readonly now: () => number;
  readonly residentBytes: () => number;
  readonly tensorCount: () => number;
}

/**
 * Reports what belongs into the run's series after each epoch, the state of the process included.
 * @param validatedOn the images behind the validation scores
 */
export function seriesHook(
  report: Report,
  gauges: ProcessGauges,
  validatedOn: Extract<SeriesSplit, 'test' | 'validation'>,
): TrainingHook {
  let images = 0;
  let trainedFor = 0;
  let last: number | undefined;
  const awake = awakeTime();
  return {
    onBatchEnd: ({ size, batch }) => {
      const now = gauges.now();
      // the first batch of an epoch would count the evaluation before it, and the first of all what came before
      if (batch > 1 && last !== undefined) {
        const counted = awake.counted(now - last, false);
        images += counted === 0 ? 0 : size;
        trainedFor += counted;
      }
      last = now;
    },
    onEpochEnd: ({ epoch, train, validation }) => {
      const point = (split: SeriesPoint['split'], metric: SeriesPoint['metric'], value: number): SeriesPoint => ({
        split,
        metric,
        epoch,
        value,
      });
      const points = [
        point('train', 'loss', train.loss),
        point('train', 'accuracy', train.accuracy),
        point(validatedOn, 'loss', validation.loss),
        point(validatedOn, 'accuracy', validation.accuracy),
        point('process', 'residentBytes', gauges.residentBytes()),
        point('process', 'tensors', gauges.tensorCount()),
        ...(trainedFor > 0 ? [point('process', 'imagesPerSecond', (1000 * images) / trainedFor)] : []),
      ];
      report({ kind: 'epoch', points: points.filter(({ value }) => Number.isFinite(value)) });
      images = 0;
      trainedFor = 0;
    },
  };
}
