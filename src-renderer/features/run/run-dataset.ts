import type { DatasetFacts } from '#shared/datasets/datasets';
import type { Run } from '#shared/runs/run';
import { classEvaluation } from '../../one-run/evaluations';

/**
 * The dataset of a run, also of one whose design is not understood for another reason; null where nobody knows it, or where
 * its classes are not those that the run was tested on.
 */
export function datasetOfRun({
  datasetFacts,
  evaluations,
}: Pick<Run, 'datasetFacts' | 'evaluations'>): DatasetFacts | null {
  const classes = classEvaluation(evaluations)?.metrics.confusion.length;
  return classes === undefined || classes === datasetFacts?.classNames.length ? datasetFacts : null;
}
