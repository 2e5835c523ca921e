import type { CurvePoint } from '../bridge/series-data';

/** Lines that are told apart by nothing but which run they belong to. */
export const RUN_TOKENS = [
  '--series-1',
  '--series-2',
  '--series-3',
  '--series-4',
  '--series-5',
  '--series-6',
  '--series-7',
  '--series-8',
] as const;

/** The colours that lines are drawn in, by their names in the style sheet. */
export type CurveToken =
  '--series-train' | '--series-validation' | '--series-test' | '--series-process' | (typeof RUN_TOKENS)[number];

/** One line of a chart. */
export interface Curve {
  readonly label: string;
  readonly token: CurveToken;
  readonly dashed: boolean;
  readonly points: readonly CurvePoint[];
}

/** How a value axis counts. */
export type ValueScale = 'linear' | 'logarithmic';
