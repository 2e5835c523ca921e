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
const HEAD = ['figure', 'difference', 'what it is worth'];

/** Differences of means with their intervals, and after them two single models on the same images. */
export function testsSection({ designs, pairs, models }: ReportSource): ReportSection {
  const words = wordsFor(designs);
  const tables = pairs.flatMap((pair) => pairTable(pair, words));
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
      ...(tables.length === 0
        ? [paragraph('There is nothing to hold against each other: no two designs have a figure of the same images.')]
        : [...notesOf(HOW), ...tables]),
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

/** Of every figure that both have. */
function pairTable({ compared: [held, column], figures }: Comparison, words: ComparisonWords): readonly ReportBlock[] {
  if (held === undefined || column === undefined) return [];
  const rows = figures.flatMap(({ name, cells: [one, other] }) => {
    if (one === null || one === undefined || other === null || other === undefined) return [];
    const { difference, worth, digits } = other;
    return [
      [
        words.figureLabel(name),
        difference === null ? 'not subtracted' : words.differenceText(difference, digits),
        worth === null ? words.absent : words.worthText(worth, digits),
      ],
    ];
  });
  return tableBlocks({ head: HEAD, rows, notes: [] }, `${words.nameOf(column)} less ${words.nameOf(held)}`);
}
