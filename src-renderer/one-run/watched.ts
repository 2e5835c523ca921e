import type { SeriesPoint } from '#shared/runs/run';
import { isUnderstood, type StoredSpec } from '#shared/experiment/stored-spec';
import { isChosenOnTest, tellsSame, watchedSplit, type ExperimentSpec } from '#shared/experiment/experiment';

type Validated = Pick<ExperimentSpec, 'validation' | 'training'>;
type CurvesNote = `curves.noteOf.${'test' | 'testPairs' | 'chosen' | 'validation'}`;

/** Which note stands beside the curves of a run. */
export function curvesNote(spec: Validated & Pick<ExperimentSpec, 'network'>): CurvesNote {
  if (watchedSplit(spec) === 'validation') return 'curves.noteOf.validation';
  if (isChosenOnTest(spec)) return 'curves.noteOf.chosen';
  return tellsSame(spec.network.kind) ? 'curves.noteOf.testPairs' : 'curves.noteOf.test';
}

/** The images that were watched after each epoch; of a design that is not understood, those that there is a series of. */
export function watchedOf(spec: StoredSpec, series: readonly SeriesPoint[]): 'test' | 'validation' {
  if (isUnderstood(spec)) return watchedSplit(spec);
  return series.some(({ split }) => split === 'validation') ? 'validation' : 'test';
}

/** What the test set has decided in a run; null where it decided nothing. */
export function chosenOnTest(spec: Validated): 'chosen.stopped' | 'chosen.kept' | 'chosen.both' | null {
  if (!isChosenOnTest(spec)) return null;
  if (spec.training.keep === 'last') return 'chosen.stopped';
  return spec.training.earlyStopping?.monitor === 'validation-loss' ? 'chosen.both' : 'chosen.kept';
}
