import { isChosenOnTest, watchedSplit, type ExperimentSpec } from '#shared/experiment';

type Validated = Pick<ExperimentSpec, 'validation' | 'training'>;

/** Which note stands beside the curves of a run. */
export function curvesNote(spec: Validated): 'curves.noteOf.test' | 'curves.noteOf.chosen' | 'curves.noteOf.validation' {
  if (watchedSplit(spec) === 'validation') return 'curves.noteOf.validation';
  return isChosenOnTest(spec) ? 'curves.noteOf.chosen' : 'curves.noteOf.test';
}

/** What the test set has decided in a run; null where it decided nothing. */
export function chosenOnTest(spec: Validated): 'chosen.stopped' | 'chosen.kept' | 'chosen.both' | null {
  if (!isChosenOnTest(spec)) return null;
  if (spec.training.keep === 'last') return 'chosen.stopped';
  return spec.training.earlyStopping?.monitor === 'validation-loss' ? 'chosen.both' : 'chosen.kept';
}
