import { publishedNotes } from '../../comparison/notes';
import { publishedTable } from '../../comparison/published-table';
import { isOfUnderstood } from '../../experiment/stored-spec';
import { publishedRow } from '../../reference/published';
import { DECK } from '../../reference/packs';
import { deckStandings } from '../../replication/deck';
import type { ReportSection } from '../document';
import type { ReportSource } from '../source';
import { notesOf, paragraph, tableBlocks, wordsFor } from '../words';

/** Our figures beside those that others have printed, with what is known to be wrong with these. */
export function publishedSection({ designs }: ReportSource): ReportSection {
  const runs = designs.flatMap((design) => design.runs).filter(isOfUnderstood);
  const newestFirst = runs.toSorted((one, other) => other.id - one.id);
  const standings = deckStandings(newestFirst).filter(({ figures }) => figures !== null);
  const section = { id: 'published', title: 'Beside published figures' };
  if (standings.length === 0) {
    return { ...section, blocks: [paragraph('No finished run of this report stands for a published row.')] };
  }
  const { head, rows } = publishedTable(standings);
  const notes = publishedNotes(
    standings.map(({ row }) => publishedRow(row)),
    wordsFor(designs),
  );
  return {
    ...section,
    blocks: [
      paragraph(
        `Source: ${DECK.title}. One run of ours has no interval, so nothing is said of how far chance reaches.`,
      ),
      ...tableBlocks({ head, rows, notes: [] }, 'Published and ours', head.length),
      ...(notes.length === 0 ? [] : [paragraph('What a careful reader should know of the published figures:')]),
      ...notesOf(notes),
    ],
  };
}
