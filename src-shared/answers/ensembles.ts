import { NETWORKS } from '../networks/network-spec';
import type { AnswerRun } from './answer-run';
import { designsOf, ENSEMBLE } from './lines';

/** How many networks an ensemble may have. */
export const ENSEMBLE_SIZES = { least: 2, most: 10 } as const;

/**
 * Disjoint groups of so many, in the order of the seeds: no run is in two ensembles, so that their figures are independent
 * and an interval over them means what it says. Runs that are left over at the end are in none.
 */
export function disjointGroups<Member extends { readonly seed: number; readonly runId: number }>(
  runs: readonly Member[],
  size: number,
): readonly (readonly Member[])[] {
  const ordered = runs.toSorted((one, other) => one.seed - other.seed || one.runId - other.runId);
  return Array.from({ length: Math.floor(ordered.length / size) }, (_, place) =>
    ordered.slice(place * size, (place + 1) * size),
  );
}

/**
 * The ensembles that can be made of an answer's runs, as a control for a siamese network, which is given an image twice
 * and so is two networks averaged: of each design of a network that looks at one image, its runs by seed.
 */
export function ensemblesOf(runs: readonly AnswerRun[], size: number): readonly (readonly AnswerRun[])[] {
  const plain = runs.filter(({ fields }) => NETWORKS.find(String(fields['network.kind']))?.inputs === 1);
  return designsOf(plain).flatMap((design) => disjointGroups(design, size));
}

/**
 * An ensemble as a run of an answer. It stands for no row. Its budget is that of one member: a siamese network updates both
 * of its towers in one step, as two members are updated in two. What is computed in all is so many times as much.
 */
export function asAnswerRun(evaluated: AnswerRun, members: readonly AnswerRun[]): AnswerRun {
  return {
    ...evaluated,
    fields: { ...evaluated.fields, row: null, [ENSEMBLE]: members.length },
    members: members.map(({ runId }) => runId),
  };
}
