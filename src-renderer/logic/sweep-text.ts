import type { NetworkKind } from '#shared/experiment';
import type { Swept, SweepAxes } from '#shared/sweep';
import { readNumbers, readRanges } from './draft-text';

/** A sweep as it is typed. What is left empty stays as in the design. */
export interface SweepText {
  readonly networks: readonly NetworkKind[];
  readonly fractions: string;
  readonly permutations: string;
}

export const FIRST_SWEEP: SweepText = { networks: [], fractions: '', permutations: '' };

export type SweepField = keyof SweepText;

export function axesOf({ networks, fractions, permutations }: SweepText): SweepAxes {
  return { networks, fractions: readNumbers(fractions), permutations: readRanges(permutations) };
}

/** What is wrong with a value of an axis, wherever on the grid it stands. A network that the images do not suit is none. */
export function sweepProblems(swept: readonly Swept[]): ReadonlyMap<SweepField, string> {
  const found = new Map<SweepField, string>();
  for (const each of swept) {
    if (each.kind !== 'refused') continue;
    for (const { field, message } of each.problems) {
      if (field === 'fraction' && !found.has('fractions')) found.set('fractions', message);
      if (field === 'pairing.permutations' && !found.has('permutations')) found.set('permutations', message);
    }
  }
  return found;
}
