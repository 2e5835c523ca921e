import { flatten } from '../comparison/fields';
import { figureFacts, figureOf, type FigureFacts, type FigureName } from '../comparison/figures';
import { presetOf } from '../experiment/presets';
import { publishedRow, PUBLISHED_ROW_IDS, type PublishedFigure, type PublishedRowId } from '../reference/published';
import { NETWORKS } from '../networks/network-spec';
import { runText, type AnswerRun } from './answer-run';
import { baselineOf, gapsOf, type LineGaps } from './gaps';
import { axesOf, linesOf, type AnswerLine } from './lines';

/** What is asked of some runs. */
export interface Question {
  readonly figure: FigureName;
  /** The field across, such as `fraction`; the first that varies where it is left out. */
  readonly axis?: string | undefined;
  /** The line that the others are held against, by its key; a plain network where it is left out. */
  readonly baseline?: string | undefined;
}

/** A published figure on the chart. */
export interface PublishedMark {
  readonly row: PublishedRowId;
  readonly x: number;
  readonly figure: PublishedFigure;
  /** The line of the same network; null where no run is of it. */
  readonly line: string | null;
}

/** What some runs say about a figure, over a field that was varied. Plain data: shown, printed, written to a file. */
export interface Answer {
  readonly figure: FigureName;
  readonly facts: FigureFacts;
  readonly axis: string;
  /** Every field that the axis could be. */
  readonly axes: readonly string[];
  readonly lines: readonly AnswerLine[];
  readonly baseline: AnswerLine;
  readonly against: readonly LineGaps[];
  readonly published: readonly PublishedMark[];
  /** Runs of a design and seed of which another run counts. */
  readonly leftOut: readonly number[];
}

/** Where nothing was varied there is still the fraction, with one place. */
const FIRST_AXIS = 'fraction';

/** Whether a network looks at one image at a time. */
const isPlain = (network: string): boolean => NETWORKS.find(network)?.inputs === 1;

/** @returns null where no run has the figure */
export function answerOf(runs: readonly AnswerRun[], question: Question): Answer | null {
  const { figure } = question;
  const axes = axesOf(runs);
  const axis = axes.find((path) => path === question.axis) ?? axes[0] ?? FIRST_AXIS;
  const lines = linesOf(runs, figure, axis);
  const baseline = lines.find(({ key }) => key === question.baseline) ?? baselineOf(lines, isPlain);
  if (baseline === null) return null;
  return {
    figure,
    facts: figureFacts(figure),
    axis,
    axes: axes.length === 0 ? [FIRST_AXIS] : axes,
    lines,
    baseline,
    against: gapsOf(lines, baseline, axis),
    leftOut: leftOut(runs, lines, figure),
    published: publishedMarks(runs, lines, figure, axis),
  };
}

function leftOut(runs: readonly AnswerRun[], lines: readonly AnswerLine[], figure: FigureName): readonly number[] {
  const shown = new Set(lines.flatMap(({ points }) => points.flatMap(({ seeds }) => seeds.map(runText))));
  return runs
    .filter(
      ({ runId, figures, members }) =>
        members === undefined && figures[figure] !== undefined && !shown.has(String(runId)),
    )
    .map(({ runId }) => runId);
}

/** The figures of the rows that some of the runs stand for. */
function publishedMarks(
  runs: readonly AnswerRun[],
  lines: readonly AnswerLine[],
  figure: FigureName,
  axis: string,
): readonly PublishedMark[] {
  const asked = new Set(runs.map(({ fields }) => fields['row']));
  return PUBLISHED_ROW_IDS.filter((row) => asked.has(row)).flatMap((row): readonly PublishedMark[] => {
    const published = figureOf({ kind: 'row', row: publishedRow(row) }, figure)?.published ?? null;
    const x = flatten(presetOf(row)).get(axis);
    if (published === null || typeof x !== 'number') return [];
    const line = lines.find(({ points }) => points.some(({ fields }) => fields['row'] === row));
    return [{ row, x, figure: published, line: line?.key ?? null }];
  });
}
