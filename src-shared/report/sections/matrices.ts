import { percentText } from '../../basics/percent';
import { evaluationThatCounts } from '../../comparison/compared';
import { cellsOf, topConfusions } from '../../metrics/confusion-cells';
import type { ConfusionMatrix } from '../../metrics/confusion';
import { PROTOCOLS } from '../../protocols/protocols';
import type { Evaluation, Run } from '../../runs/run';
import { matrixSvg } from '../charts/matrix';
import type { ReportDesign } from '../designs';
import type { ReportBlock, ReportSection } from '../document';
import type { ReportSource } from '../source';
import { counted, notesOf, paragraph } from '../words';

/** What was taken for what, over all runs of a design together. */
export function matricesSection({ designs }: ReportSource): ReportSection {
  const blocks = designs.flatMap(matrixBlocks);
  return {
    id: 'matrices',
    title: 'Confusion matrices',
    blocks:
      blocks.length === 0
        ? [paragraph('There is no confusion matrix: no run has finished with an evaluation that counts.')]
        : [paragraph('Rows are the truth, columns the answer; the counts of a design’s runs are added up.'), ...blocks],
  };
}

/** A wider table cannot be read on a page. */
const MOST_CLASSES = 12;
const MOST_CONFUSIONS = 8;

function matrixBlocks({ name, runs, fileName }: ReportDesign): readonly ReportBlock[] {
  const counts = runs.flatMap((run) => {
    const evaluation = evaluationThatCounts(run);
    const confusion = evaluation === null ? null : confusionOf(evaluation);
    return evaluation === null || confusion === null ? [] : [{ run, evaluation, confusion }];
  });
  const [first] = counts;
  const confusion = summed(counts.map((each) => each.confusion));
  if (first === undefined || confusion === null) return [];
  const { evaluation, run } = first;
  const shown = PROTOCOLS.find(evaluation.protocol)?.shown ?? evaluation.protocol;
  const caption = `${name}: ${counted(counts.length, 'run')} (${counts.map((each) => each.run.id).join(', ')}), ${shown}`;
  const classNames = namesOf(evaluation, run);
  const nameOf = (index: number): string => classNames[index] ?? String(index);
  const mistakes = topConfusions(confusion, MOST_CONFUSIONS).map(
    ({ truth, predicted, count, share }) =>
      `${nameOf(truth)} taken for ${nameOf(predicted)}: ${count} (${percentText(share)} % of ${nameOf(truth)})`,
  );
  if (confusion.length > MOST_CLASSES) {
    return [
      {
        kind: 'drawing',
        name: `matrix-${fileName}`,
        caption: `${caption}. The darker a cell, the larger its share of the true class.`,
        draw: (palette) => matrixSvg({ title: caption, confusion, classNames }, palette),
      },
      ...notesOf(mistakes),
    ];
  }
  const table = {
    kind: 'table',
    caption,
    head: ['truth', ...confusion.map((_, index) => nameOf(index))],
    rows: confusion.map((row, index) => [nameOf(index), ...row.map(String)]),
    shades: cellsOf(confusion).map((row) => row.map(({ share }) => share)),
  } as const;
  return [
    table,
    ...(confusion.length > 2 ? notesOf([`Most often confused: ${mistakes.slice(0, 3).join('; ')}.`]) : []),
  ];
}

/** Of an evaluation by pairs: over all of its sets, different before same. */
function confusionOf(evaluation: Evaluation): ConfusionMatrix | null {
  switch (evaluation.task) {
    case 'classification':
      return evaluation.metrics.confusion;
    case 'discrimination':
      return summed(evaluation.metrics.perSet.map(({ metrics }) => metrics.confusion));
    case 'other':
      return null;
  }
}

/** Null where there is none, or they are of other classes. */
function summed(matrices: readonly ConfusionMatrix[]): ConfusionMatrix | null {
  const [first, ...others] = matrices;
  if (first === undefined || others.some(({ length }) => length !== first.length)) return null;
  return others.reduce<ConfusionMatrix>(
    (sum, matrix) => sum.map((row, truth) => row.map((count, answer) => count + (matrix[truth]?.[answer] ?? 0))),
    first,
  );
}

function namesOf({ task }: Evaluation, { datasetFacts }: Run): readonly string[] {
  return task === 'discrimination' ? ['different', 'same'] : (datasetFacts?.classNames ?? []);
}
