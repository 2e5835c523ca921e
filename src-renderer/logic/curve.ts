import type { CurvePoint } from './series-data';

/** The colours that lines are drawn in, by their names in the style sheet. */
export type CurveToken = '--series-train' | '--series-validation' | '--series-test' | '--series-process';

/** One line of a chart. */
export interface Curve {
  readonly label: string;
  readonly token: CurveToken;
  readonly dashed: boolean;
  readonly points: readonly CurvePoint[];
}
