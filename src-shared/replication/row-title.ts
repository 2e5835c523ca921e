import { networkName } from '../networks/network-name';
import { presetOf } from '../experiment/presets';
import { publishedRow, type PublishedRowId } from '../reference/published';
import type { NetworkSpec } from '../networks/network-spec';

/** What a row of the deck is named by, in any language: the network and the fraction of the design that it queues. */
export interface RowNaming {
  readonly network: NetworkSpec;
  readonly fraction: number;
  /** Whether the row is another evaluation of that network: its classes compared, as "same" or "different". */
  readonly comparesClasses: boolean;
}

/** @throws RangeError for a row without a design, of which there is none */
export function rowNaming(row: PublishedRowId): RowNaming {
  const published = publishedRow(row);
  const evaluated = published.task === 'discrimination' ? published.evaluates : null;
  const design = presetOf(evaluated ?? row);
  if (design === undefined) throw new RangeError(`Received the row ${row}; expected one that has a design.`);
  return { network: design.network, fraction: design.fraction, comparesClasses: evaluated !== null };
}

/** The title of a row, in English. */
export function rowTitle(row: PublishedRowId): string {
  const { network, fraction, comparesClasses } = rowNaming(row);
  return comparesClasses
    ? `${networkName(network)}, classes compared`
    : `${networkName(network)}, ${Number((fraction * 100).toFixed(2))}%`;
}
