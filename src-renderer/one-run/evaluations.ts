import {
  halfOf,
  isHonest,
  isLeaking,
  type ClassificationEvaluation,
  type DiscriminationEvaluation,
  type Evaluation,
} from '#shared/runs/run';

/** The evaluation whose figures count; null where there is none that the lab knows how to show. */
export function honestEvaluation(
  evaluations: readonly Evaluation[],
): ClassificationEvaluation | DiscriminationEvaluation | null {
  return (
    evaluations.filter((evaluation) => evaluation.task !== 'other').find(({ protocol }) => isHonest(protocol)) ?? null
  );
}

/** The evaluation of the whole network by class; null where it was not asked, or only in a way that leaks the label. */
export function classEvaluation(evaluations: readonly Evaluation[]): ClassificationEvaluation | null {
  return byClass(evaluations).find(({ protocol }) => isHonest(protocol) && halfOf(protocol) === null) ?? null;
}

/** Those by the network's own output about pairs. */
export function ownOutputEvaluations(evaluations: readonly Evaluation[]): readonly DiscriminationEvaluation[] {
  return evaluations
    .filter((evaluation) => evaluation.task === 'discrimination')
    .filter(({ protocol }) => isHonest(protocol));
}

/** Those of the halves of a cut network, each by itself. */
export function halfEvaluations(evaluations: readonly Evaluation[]): readonly ClassificationEvaluation[] {
  return byClass(evaluations).filter(({ protocol }) => halfOf(protocol) !== null);
}

/** Those that are shown beside it, marked: their protocol gives the answer away. */
export function leakingEvaluations(evaluations: readonly Evaluation[]): readonly ClassificationEvaluation[] {
  return byClass(evaluations).filter(({ protocol }) => isLeaking(protocol));
}

/** Those of which the figures are all that the lab can show: of protocols that it does not know, or judged otherwise. */
export function otherEvaluations(evaluations: readonly Evaluation[]): readonly Evaluation[] {
  return evaluations.filter(({ task, protocol }) => task === 'other' || !(isHonest(protocol) || isLeaking(protocol)));
}

function byClass(evaluations: readonly Evaluation[]): readonly ClassificationEvaluation[] {
  return evaluations.filter((evaluation) => evaluation.task === 'classification');
}
