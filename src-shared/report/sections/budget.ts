import { budgetNotes } from '../../comparison/notes';
import type { ReportSection } from '../document';
import type { ReportSource } from '../source';
import { paragraph, tableBlocks, wordsFor } from '../words';

/** What each training cost, and where that is not the same in what is compared. */
export function budgetSection({ designs, comparison, pairs }: ReportSource): ReportSection {
  const words = wordsFor(designs);
  const { compared, budgets } = comparison;
  const rows = compared.map((each, place) => [
    words.nameOf(each),
    ...budgets.map(({ name, cells }) => {
      const cell = cells[place] ?? null;
      return cell === null ? words.unknown : words.budgetText(name, cell);
    }),
  ]);
  const head = ['design', ...budgets.map(({ name }) => words.budgetLabel(name))];
  const notes = pairs.flatMap((pair) => budgetNotes(pair, words));
  return {
    id: 'budget',
    title: 'Budget',
    blocks: [
      paragraph(
        'What a run was given: two figures say which network is better only where their budgets are about equal.',
      ),
      ...tableBlocks({ head, rows: budgets.length === 0 ? [] : rows, notes }, 'What a run of each design has cost', 6),
      ...(budgets.length === 0 ? [paragraph('No design says what it has cost.')] : []),
    ],
  };
}
