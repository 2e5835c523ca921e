import { answerOf, type Answer } from '../answers/answer';
import type { AnswerRun } from '../answers/answer-run';
import type { AnswerLine } from '../answers/lines';
import { compare, type Comparison } from '../comparison/comparison';
import { runsBehind, type Compared } from '../comparison/compared';
import { FIGURE_NAMES } from '../comparison/figures';
import type { PublishedRow } from '../reference/published';
import type { Run } from '../runs/run';
import { designsOf, type ReportDesign } from './designs';
import type { ReportQuestion } from './selection';

/** Which runs a report is about, before anything of their files is read. */
export interface ReportRuns {
  readonly runs: readonly Run[];
  /** Published rows that were chosen beside them. */
  readonly rows: readonly PublishedRow[];
  readonly answerRuns: readonly AnswerRun[];
  readonly question: ReportQuestion;
  /** What all others are held against, where that was chosen; otherwise the answer says. */
  readonly pinned: Pinned | null;
}

/** A baseline that a person has chosen. */
export type Pinned = { readonly runId: number } | { readonly row: PublishedRow['id'] };

/** How a report is divided. */
export interface ReportOutline {
  readonly designs: readonly ReportDesign[];
  /** All columns beside each other: designs, then rows. */
  readonly comparison: Comparison;
  /** Null where no run has a figure. */
  readonly answer: Answer | null;
  /** Each of two columns, the first the one that the second is held against. */
  readonly pairs: readonly Comparison[];
}

export function outlineOf({ runs, rows, answerRuns, question, pinned }: ReportRuns): ReportOutline {
  const designs = designsOf(runs);
  const columns: readonly Compared[] = [
    ...designs.map(({ compared }) => compared),
    ...rows.map((row) => ({ kind: 'row', row }) as const),
  ];
  const answer = answered(answerRuns, question, pinned);
  return {
    designs,
    comparison: compare(columns, 0),
    answer,
    pairs: pinned === null ? answerPairs(designs, answer) : pinnedPairs(columns, pinned),
  };
}

/** An answer about the figure that was asked for, or the first that some run has, against the line that was chosen. */
function answered(
  runs: readonly AnswerRun[],
  { figure, axis, baseline }: ReportQuestion,
  pinned: Pinned | null,
): Answer | null {
  const names = figure === undefined ? FIGURE_NAMES : [figure];
  for (const name of names) {
    const answer = answerOf(runs, { figure: name, axis, baseline });
    if (answer === null) continue;
    const chosen = pinned === null || 'row' in pinned ? undefined : lineOf(answer, pinned.runId);
    return chosen === undefined ? answer : answerOf(runs, { figure: name, axis, baseline: chosen.key });
  }
  return null;
}

function lineOf({ lines }: Answer, runId: number): AnswerLine | undefined {
  return lines.find(({ points }) => points.some(({ seeds }) => seeds.some((seed) => seed.runId === runId)));
}

/** What the answer holds against each other: a design and the one of the baseline that is most like it. */
function answerPairs(designs: readonly ReportDesign[], answer: Answer | null): readonly Comparison[] {
  const columnOf = (seeds: readonly { readonly runId: number }[]): Compared | undefined =>
    columnWith(
      designs.map(({ compared }) => compared),
      seeds[0]?.runId,
    );
  return (answer?.against ?? []).flatMap(({ gaps }) =>
    gaps.flatMap(({ point, baseline }) => pairOf(columnOf(baseline.seeds), columnOf(point.seeds))),
  );
}

function pinnedPairs(columns: readonly Compared[], pinned: Pinned): readonly Comparison[] {
  const held =
    'row' in pinned
      ? columns.find((each) => each.kind === 'row' && each.row.id === pinned.row)
      : columnWith(columns, pinned.runId);
  return columns.filter((each) => each !== held).flatMap((each) => pairOf(held, each));
}

function columnWith(columns: readonly Compared[], runId: number | undefined): Compared | undefined {
  return columns.find((each) => runsBehind(each).some(({ id }) => id === runId));
}

function pairOf(held: Compared | undefined, column: Compared | undefined): readonly Comparison[] {
  return held === undefined || column === undefined || held === column ? [] : [compare([held, column], 0)];
}

/** The single models of a pair: McNemar's test is of two, and nothing is chosen where there are more. */
export function singleModels({ compared: [held, column] }: Comparison): readonly [first: Run, second: Run] | null {
  const [[first, ...moreFirst], [second, ...moreSecond]] = [held, column].map((each) =>
    each === undefined ? [] : runsBehind(each).filter(({ status }) => status === 'finished'),
  ) as [Run[], Run[]];
  if (first === undefined || second === undefined || moreFirst.length > 0 || moreSecond.length > 0) return null;
  return [first, second];
}
