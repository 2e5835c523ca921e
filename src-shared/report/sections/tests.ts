import type { Comparison } from '../../comparison/comparison';
import { differenceNotes, publishedNotes } from '../../comparison/notes';
import type { ComparisonWords } from '../../comparison/words';
import type { ReportBlock, ReportSection } from '../document';
import type { ReportSource } from '../source';
import { notesOf, paragraph, tableBlocks, wordsFor } from '../words';

const HOW = [
  'Designs with the same seeds are compared seed by seed: Student’s t interval of the paired differences. Otherwise it is Welch’s interval, and beside one printed value that of our mean.',
  'A difference is better or worse only where its 95 % interval leaves zero out and the budgets are about equal.',
  'The intervals are not corrected for how many there are: of twenty that hold nothing, one leaves zero out by chance.',
];
const HEAD = ['what', 'figure', 'baseline', 'ours', 'difference', 'what it is worth'];

/** Differences of means with their intervals, and after them two single models on the same images. */
export function testsSection({ designs, pairs, models }: ReportSource): ReportSection {
  const words = wordsFor(designs);
  const rows = pairs.flatMap((pair) => pairRows(pair, words));
  const published = pairs.flatMap(({ compared }) =>
    compared.flatMap((each) => (each.kind === 'row' ? [each.row] : [])),
  );
  const notes = [
    ...pairs.flatMap((pair) => differenceNotes(pair, words)),
    ...publishedNotes([...new Set(published)], words),
  ];
  return {
    id: 'tests',
    title: 'Tests',
    blocks: [
      ...(rows.length === 0
        ? [paragraph('There is nothing to hold against each other: no two designs have a figure of the same images.')]
        : [...notesOf(HOW), ...tableBlocks({ head: HEAD, rows, notes: [] }, 'Differences of means', HEAD.length)]),
      ...notesOf(notes),
      ...models.flatMap((model): readonly ReportBlock[] => {
        const [first, second] = model.runIds;
        const caption = `Runs ${first} and ${second}, image by image (McNemar’s test)`;
        return tableBlocks(
          { head: words.pairHead, rows: words.pairRows(model), notes: words.pairNotes(model) },
          caption,
        );
      }),
    ],
  };
}

function pairRows({ compared: [held, column], figures }: Comparison, words: ComparisonWords): readonly string[][] {
  if (held === undefined || column === undefined) return [];
  const known = figures.filter(({ cells: [one, other] }) => one !== null && other !== null);
  return known.map(({ name, cells: [one, other] }, place) => {
    const difference = other?.difference ?? null;
    const worth = other?.worth ?? null;
    const value = (cell: typeof one): string => {
      if (cell === null || cell === undefined) return words.absent;
      return cell.figure.published?.printed ?? words.aggregateText(cell.figure.aggregate);
    };
    return [
      place === 0 ? `${words.nameOf(column)} against ${words.nameOf(held)}` : '',
      words.figureLabel(name),
      value(one),
      value(other),
      difference === null ? 'not subtracted' : words.differenceText(difference, other?.digits ?? 4),
      worth === null ? words.absent : words.worthText(worth, other?.digits ?? 4),
    ];
  });
}
