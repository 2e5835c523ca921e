import { DATASET_NAMES, DATASETS, type DatasetFacts } from '#shared/datasets/datasets';
import type { Run } from '#shared/runs/run';
import { storedField } from '#shared/experiment/stored-spec';
import { classEvaluation } from '../../one-run/evaluations';

/**
 * The dataset of a run, also of one whose design is not understood for another reason; null where nobody knows it, or where
 * its classes are not those that the run was tested on.
 */
export function datasetOfRun({ spec, evaluations }: Pick<Run, 'spec' | 'evaluations'>): DatasetFacts | null {
  const name = DATASET_NAMES.find((known) => known === storedField(spec, 'dataset'));
  if (name === undefined) return null;
  const classes = classEvaluation(evaluations)?.metrics.confusion.length;
  return classes === undefined || classes === DATASETS[name].classNames.length ? DATASETS[name] : null;
}
