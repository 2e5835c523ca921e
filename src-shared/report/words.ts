import type { Section } from '../comparison/sections';
import { COMPARISON_WORDS } from '../comparison/english-words';
import type { ComparisonWords } from '../comparison/words';
import type { ReportBlock } from './document';
import type { ReportDesign } from './designs';

/** The words of a comparison, with the names that designs have in the report. */
export function wordsFor(designs: readonly ReportDesign[]): ComparisonWords {
  const names = new Map(designs.map(({ compared, name }) => [compared, name] as const));
  const { nameOf } = COMPARISON_WORDS;
  return { ...COMPARISON_WORDS, nameOf: (compared) => names.get(compared) ?? nameOf(compared) };
}

/** So many columns beside the first stay legible on a printed page. */
const MOST_COLUMNS = 4;

/** A table with its notes; a wide one in several, each with the first column. */
export function tableBlocks(
  { head, rows, notes }: Omit<Section, 'title'>,
  caption: string,
  mostColumns: number = MOST_COLUMNS,
): readonly ReportBlock[] {
  const [first = '', ...columns] = head;
  const parts = Math.max(1, Math.ceil(columns.length / mostColumns));
  const width = Math.ceil(columns.length / parts);
  const tables = Array.from({ length: parts }, (_, part): ReportBlock => {
    const cut = (cells: readonly string[]): readonly string[] => cells.slice(part * width, (part + 1) * width);
    return {
      kind: 'table',
      caption: parts === 1 ? caption : `${caption}, part ${part + 1} of ${parts}`,
      head: [first, ...cut(columns)],
      rows: rows.map(([name = '', ...cells]) => [name, ...cut(cells)]),
    };
  });
  return [...(rows.length === 0 ? [] : tables), ...notesOf(notes)];
}

export function notesOf(notes: readonly string[]): readonly ReportBlock[] {
  return notes.length === 0 ? [] : [{ kind: 'list', items: [...new Set(notes)] }];
}

export function paragraph(text: string): ReportBlock {
  return { kind: 'paragraph', text };
}

/** "1 run", "3 runs" */
export function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

/** "C3", "C3 and C6", "C3, C4 and C6" */
export function listed(names: readonly string[]): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}

/** With a capital at its start. */
export function capital(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}
