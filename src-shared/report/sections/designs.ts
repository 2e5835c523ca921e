import { comparedSection, designSection, sharedSection } from '../../comparison/sections';
import type { ReportSection } from '../document';
import type { ReportSource } from '../source';
import { paragraph, tableBlocks, wordsFor } from '../words';
import { isOfMachine } from './machine';

/** Everything that was asked for: which designs with which runs, where they differ, and all that they share. */
export function designsSection({ designs, comparison }: ReportSource): ReportSection {
  const words = wordsFor(designs);
  const fields = comparison.fields.filter(({ path }) => !isOfMachine(path));
  const columns = { ...comparison, fields };
  const isAlone = comparison.compared.length === 1;
  return {
    id: 'design',
    title: 'Design',
    blocks: [
      paragraph('Every setting of every design is here; the files in the folder designs have them too.'),
      ...tableBlocks(comparedSection(comparison, words), 'The designs and their runs'),
      ...(isAlone ? [] : tableBlocks(designSection(columns, words), 'Where the designs differ')),
      ...tableBlocks(sharedSection(columns, words), isAlone ? 'The design' : 'What all designs share'),
    ],
  };
}
