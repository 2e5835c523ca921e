import { isHonest, type Evaluation } from '#shared/run';

/** The evaluation whose figures count; null where there is none. */
export function honestEvaluation(evaluations: readonly Evaluation[]): Evaluation | null {
  return evaluations.find(({ protocol }) => isHonest(protocol)) ?? null;
}

/** Those that are shown beside it, marked: their protocol gives the answer away. */
export function leakingEvaluations(evaluations: readonly Evaluation[]): readonly Evaluation[] {
  return evaluations.filter(({ protocol }) => !isHonest(protocol));
}
