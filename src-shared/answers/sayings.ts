import { SAMPLES, type Sample } from '../datasets/sample';
import { excludesZero, type Difference, type Resolution } from '../metrics/difference';
import type { Answer } from './answer';
import type { BudgetRatio, Gap, Trend } from './gaps';
import type { AnswerLine, AnswerPoint } from './lines';

/**
 * What an interval supports. *untold*: it holds zero, so these seeds cannot tell the two apart. *one-seed*: there is no
 * interval, so nothing is supported.
 */
export type Verdict = 'better' | 'worse' | 'untold' | 'one-seed';

/** What may be said of a line at one place, for the words of a screen or of the command line. */
export interface GapSaying {
  readonly kind: 'gap';
  readonly line: AnswerLine;
  readonly baseline: AnswerLine;
  readonly x: number;
  readonly difference: Difference;
  readonly resolution: Resolution | null;
  /** Where it is not null the gap may come from the budget alone. */
  readonly otherBudget: BudgetRatio | null;
  readonly verdict: Verdict;
}

/**
 * Whether the lead of a line grows towards the smaller end. *other-seeds*: the four designs do not share their seeds.
 * *other-budget*: the leads may come from the budgets alone.
 */
export interface TrendSaying {
  readonly kind: 'trend';
  readonly line: AnswerLine;
  readonly from: number;
  readonly to: number;
  readonly difference: Difference | null;
  readonly verdict: 'grows' | 'shrinks' | 'untold' | 'one-seed' | 'other-seeds' | 'other-budget';
}

/**
 * Whether the spread over seeds holds the choice of the training images, at the places where there is a spread. *drawn*: it
 * does. *first*: it does not, every seed has the same images. *mixed*: designs of both kinds are held against each other.
 */
export interface SpreadSaying {
  readonly kind: 'spread';
  readonly sample: Sample | 'mixed';
  /** On the axis, ascending. */
  readonly places: readonly number[];
}

export type Saying = GapSaying | TrendSaying | SpreadSaying;

/**
 * What these runs support and what they do not, line by line, the places from left to right and then the trend; and at
 * the end what their spread holds.
 */
export function sayingsOf({ against, facts, lines }: Answer): readonly Saying[] {
  const sign = facts.better === 'higher' ? 1 : -1;
  return [
    ...against.flatMap(({ line, gaps, trend }): readonly Saying[] => [
      ...gaps.map((gap) => gapSaying(line, gap, sign)),
      ...(trend === null ? [] : [trendSaying(line, trend, sign)]),
    ]),
    ...spreadSayings(lines.flatMap(({ points }) => points)),
  ];
}

function gapSaying(
  line: AnswerLine,
  { x, difference, resolution, otherBudget, baselineLine }: Gap,
  sign: 1 | -1,
): GapSaying {
  const verdict = verdictOf(difference, sign, 'better', 'worse');
  return { kind: 'gap', line, baseline: baselineLine, x, difference, resolution, otherBudget, verdict };
}

function trendSaying(line: AnswerLine, { from, to, difference, isFair }: Trend, sign: 1 | -1): TrendSaying {
  const told = difference === null ? 'other-seeds' : verdictOf(difference, sign, 'grows', 'shrinks');
  const verdict = isFair || told === 'other-seeds' || told === 'one-seed' ? told : 'other-budget';
  return { kind: 'trend', line, from, to, difference, verdict };
}

function spreadSayings(points: readonly AnswerPoint[]): readonly SpreadSaying[] {
  const samplesAt = new Map<number, Set<Sample>>();
  for (const { x, seeds, fields } of points) {
    const sample = SAMPLES.find((known) => known === fields['sample']);
    if (x === null || seeds.length < 2 || sample === undefined) continue;
    samplesAt.set(x, (samplesAt.get(x) ?? new Set()).add(sample));
  }
  const told = [...samplesAt].toSorted(([one], [other]) => one - other);
  return ([...SAMPLES, 'mixed'] as const).flatMap((sample): readonly SpreadSaying[] => {
    const places = told.flatMap(([x, found]) => ((found.size > 1 ? 'mixed' : [...found][0]) === sample ? [x] : []));
    return places.length === 0 ? [] : [{ kind: 'spread', sample, places }];
  });
}

function verdictOf<More extends string, Less extends string>(
  difference: Difference,
  sign: 1 | -1,
  more: More,
  less: Less,
): More | Less | 'untold' | 'one-seed' {
  if (difference.interval === null) return 'one-seed';
  if (!excludesZero(difference)) return 'untold';
  return difference.value * sign > 0 ? more : less;
}
