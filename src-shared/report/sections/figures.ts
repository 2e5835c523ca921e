import type { FigureRow } from '../../comparison/comparison';
import { figureless } from '../../comparison/comparison';
import { figureFacts, type Figure } from '../../comparison/figures';
import { chosenNotes, unknownDesignNotes } from '../../comparison/notes';
import type { ReportBlock, ReportSection } from '../document';
import type { ReportSource } from '../source';
import { notesOf, paragraph, tableBlocks, wordsFor } from '../words';

const TASKS = [
  ['classification', 'Figures of classes'],
  ['discrimination', 'Figures of pairs: same class or different'],
] as const;

/** The figures of each design: a mean with its spread, n and the runs behind it. */
export function figuresSection(source: ReportSource): ReportSection {
  const { designs, comparison } = source;
  const words = wordsFor(designs);
  const notes = [
    ...figureless(comparison).map(words.noFigureNote),
    ...unknownDesignNotes(comparison.compared, words),
    ...chosenNotes(comparison.compared, words),
  ];
  const tables = TASKS.flatMap(([task, caption]) => {
    const figures = comparison.figures.filter(({ name }) => figureFacts(name).task === task);
    return figures.length === 0 ? [] : figureTable(source, figures, caption);
  });
  return {
    id: 'figures',
    title: 'Figures',
    blocks: [
      ...(tables.length === 0
        ? [paragraph('There is no figure: only a finished run is tested.')]
        : [paragraph('Mean ± sample standard deviation over n runs; one run has no spread.')]),
      ...tables,
      ...notesOf(notes),
    ],
  };
}

function figureTable(
  { designs, comparison }: ReportSource,
  figures: readonly FigureRow[],
  caption: string,
): readonly ReportBlock[] {
  const words = wordsFor(designs);
  const rows = comparison.compared.flatMap((each, place) => {
    const cells = figures.map((row) => row.cells[place]?.figure ?? null);
    const known = cells.find((cell) => cell !== null);
    if (known === undefined) return [];
    return [
      [
        words.nameOf(each),
        ...cells.map((cell) => (cell === null ? words.absent : valueText(cell))),
        known.published === null ? String(known.aggregate.count) : words.absent,
        known.published === null ? known.runIds.join(', ') : 'published',
      ],
    ];
  });
  const head = ['design', ...figures.map(({ name }) => words.figureLabel(name)), 'n', 'runs'];
  return tableBlocks({ head, rows, notes: [] }, caption, 8);
}

/** "0.5312 ± 0.0041"; a published figure as it was printed. */
function valueText({ aggregate: { mean, standardDeviation }, published }: Figure): string {
  if (published !== null) return published.printed;
  return `${mean.toFixed(4)}${standardDeviation === null ? '' : ` ± ${standardDeviation.toFixed(4)}`}`;
}
