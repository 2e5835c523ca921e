import type { Figures, Judged, JudgedClasses, JudgedOtherwise, JudgedPairs } from '../metrics/judged';
import { figuresOf } from '../metrics/metrics';
import type { Protocol } from '../protocols/protocols';

interface Tested {
  readonly protocol: Protocol;
  /** Every figure by the name of its metric. */
  readonly figures: Figures;
}

export interface ClassificationEvaluation extends JudgedClasses, Tested {}
export interface DiscriminationEvaluation extends JudgedPairs, Tested {}
export interface OtherEvaluation extends JudgedOtherwise, Tested {}

/** What one finished model came to on one protocol, by what was asked of it. */
export type Evaluation = ClassificationEvaluation | DiscriminationEvaluation | OtherEvaluation;

/**
 * An evaluation, its figures worked out from what was counted.
 * @param others figures that do not follow from the counts by a metric of this lab: they are kept as they are
 */
export function evaluationOf<Kind extends Judged>(
  protocol: Protocol,
  judged: Kind,
  others: Figures = {},
): Kind & Tested {
  return { ...judged, protocol, figures: { ...others, ...figuresOf(judged) } };
}
