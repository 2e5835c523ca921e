import { z } from 'zod';

import { describe } from '../basics/expected';
import { createRegistry } from '../basics/registry';
import type { DatasetName } from '../datasets/datasets';
import type { NetworkKind } from '../networks/network-spec';
import { PUBLISHED_ROWS } from './published';

/** One published result. */
export interface ReferenceRow {
  /** What designs name it by; no two packs have a row of one id. */
  readonly id: string;
  /** The kind of network that the figures were measured with. */
  readonly network: NetworkKind;
  readonly dataset: DatasetName;
  /** Share of the training images that was used. */
  readonly fraction: number;
  /** Passes over the training set. */
  readonly epochs: number;
  /** What a careful reader should know about its figures. */
  readonly notes: readonly { readonly text: string }[];
}

/** Published results that the lab is held against, of one source. */
export interface ReferencePack {
  readonly id: string;
  readonly title: string;
  readonly rows: readonly ReferenceRow[];
}

/** The slide deck that the lab grew out of. */
export const DECK: ReferencePack = {
  id: 'deck',
  title: 'M. Dobrzański and G. Sroka: Siamese Networks. AGH Kraków, 2022',
  rows: PUBLISHED_ROWS,
};

const packs = createRegistry<ReferencePack>('reference pack', ({ id }) => id);

/** Every pack that the lab knows. */
export const REFERENCE_PACKS = {
  ...packs,
  /** @throws RangeError where another pack has its id, or a row of one of its ids */
  register: (pack: ReferencePack): void => {
    const taken = pack.rows.find(({ id }, place) => findRow(id) !== undefined || idsOf(pack).indexOf(id) !== place);
    if (taken !== undefined) {
      throw new RangeError(
        `Received the row "${taken.id}" in the reference pack "${pack.id}" a second time; expected an id of its own for each.`,
      );
    }
    packs.register(pack);
  },
};
REFERENCE_PACKS.register(DECK);

function idsOf({ rows }: ReferencePack): readonly string[] {
  return rows.map(({ id }) => id);
}

/** The row of any pack; undefined where there is none of that id. */
export function findRow(id: string): ReferenceRow | undefined {
  return packs
    .all()
    .flatMap(({ rows }) => rows)
    .find((row) => row.id === id);
}

const unknownRow = ({ input }: { readonly input?: unknown }): string => {
  const ids = packs.all().flatMap(idsOf);
  return `Received ${describe(input)}; expected a row of the deck or of another reference pack: ${ids.join(', ')}.`;
};

/** The id of a row of any pack. */
export const rowIdSchema = z
  .string({ error: unknownRow })
  .refine((id) => findRow(id) !== undefined, { error: unknownRow });
