import {
  halfOf,
  isHonest,
  type ClassificationEvaluation,
  type DiscriminationEvaluation,
  type Evaluation,
} from '#shared/runs/run';

/** The evaluation whose figures count; null where there is none. */
export function honestEvaluation(evaluations: readonly Evaluation[]): Evaluation | null {
  return evaluations.find(({ protocol }) => isHonest(protocol)) ?? null;
}

/** The evaluation of the whole network by class; null where it was not asked, or only in a way that leaks the label. */
export function classEvaluation(evaluations: readonly Evaluation[]): ClassificationEvaluation | null {
  return byClass(evaluations).find(({ protocol }) => isHonest(protocol) && halfOf(protocol) === null) ?? null;
}

/** Those by the network's own output about pairs. */
export function ownOutputEvaluations(evaluations: readonly Evaluation[]): readonly DiscriminationEvaluation[] {
  return evaluations.filter((evaluation) => evaluation.task === 'discrimination');
}

/** Those of the halves of a cut network, each by itself. */
export function halfEvaluations(evaluations: readonly Evaluation[]): readonly ClassificationEvaluation[] {
  return byClass(evaluations).filter(({ protocol }) => halfOf(protocol) !== null);
}

/** Those that are shown beside it, marked: their protocol gives the answer away. */
export function leakingEvaluations(evaluations: readonly Evaluation[]): readonly ClassificationEvaluation[] {
  return byClass(evaluations).filter(({ protocol }) => !isHonest(protocol));
}

function byClass(evaluations: readonly Evaluation[]): readonly ClassificationEvaluation[] {
  return evaluations.filter((evaluation) => evaluation.task === 'classification');
}
