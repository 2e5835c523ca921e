import type { NetworkKind } from '#shared/experiment/experiment';
import type { Swept, SweepAxes } from '#shared/experiment/sweep';
import { readFractions, readRanges } from './draft-text';

/** A sweep as it is typed. What is left empty stays as in the design. */
export interface SweepText {
  readonly networks: readonly NetworkKind[];
  readonly fractions: string;
  readonly permutations: string;
}

export const FIRST_SWEEP: SweepText = { networks: [], fractions: '', permutations: '' };

export type SweepField = keyof SweepText;

export function axesOf({ networks, fractions, permutations }: SweepText): SweepAxes {
  return { networks, fractions: readFractions(fractions), permutations: readRanges(permutations) };
}

/** The first value of each axis that is not valid, as it was typed. A network that the images do not suit is none. */
export function sweepProblems(swept: readonly Swept[]): ReadonlyMap<SweepField, string> {
  const found = new Map<SweepField, string>();
  for (const each of swept) {
    if (each.kind !== 'refused') continue;
    const { fraction, permutations } = each.point;
    for (const { field } of each.problems) {
      if (field === 'fraction' && !found.has('fractions')) found.set('fractions', String(fraction));
      if (field === 'pairing.permutations' && !found.has('permutations')) {
        found.set('permutations', String(permutations ?? ''));
      }
    }
  }
  return found;
}
