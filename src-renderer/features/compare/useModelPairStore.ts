import { defineStore } from 'pinia';
import { shallowReadonly, shallowRef } from 'vue';

import { pairModels, pairProblem, type PairedModels, type PairProblem } from '#shared/comparison/paired';
import type { LabFailure } from '#shared/errors/errors';
import type { Reply } from '#shared/contract/ipc';
import type { RunPredictions } from '#shared/datasets/pixels';
import type { Run } from '#shared/runs/run';
import { useLab } from '../../bridge/lab';

/** Two finished runs whose predictions are held against each other. */
export interface ModelPair {
  readonly first: Run;
  readonly second: Run;
}

export type OpenPair =
  | { readonly kind: 'none' }
  | { readonly kind: 'loading'; readonly pair: ModelPair }
  | {
      readonly kind: 'ready';
      readonly pair: ModelPair;
      readonly paired: PairedModels;
      readonly predictions: readonly [RunPredictions, RunPredictions];
    }
  /** They cannot be matched image by image. */
  | { readonly kind: 'unmatched'; readonly pair: ModelPair; readonly problem: PairProblem }
  | { readonly kind: 'refused'; readonly pair: ModelPair; readonly failure: LabFailure };

/** What two models said of every test image; a run's predictions are fetched once and kept while it is looked at. */
export const useModelPairStore = defineStore('model-pair', () => {
  const lab = useLab();
  const open = shallowRef<OpenPair>({ kind: 'none' });
  const known = new Map<number, RunPredictions | null>();

  async function predictionsOf(id: number): Promise<Reply<RunPredictions | null>> {
    const kept = known.get(id);
    if (kept !== undefined) return { ok: true, value: kept };
    const reply = await lab.ask('run:predictions', { id });
    if (reply.ok) known.set(id, reply.value);
    return reply;
  }

  /** @param pair null to look at none */
  async function show(pair: ModelPair | null): Promise<void> {
    if (pair === null) {
      open.value = { kind: 'none' };
      known.clear();
      return;
    }
    const problem = pairProblem(pair.first, pair.second);
    open.value = problem === null ? { kind: 'loading', pair } : { kind: 'unmatched', pair, problem };
    if (problem !== null) return;
    const replies = [await predictionsOf(pair.first.id), await predictionsOf(pair.second.id)] as const;
    // another pair may have been chosen meanwhile
    if (open.value.kind !== 'loading' || open.value.pair !== pair) return;
    open.value = answered(pair, replies);
  }

  return { open: shallowReadonly(open), show };
});

function answered(
  pair: ModelPair,
  [first, second]: readonly [Reply<RunPredictions | null>, Reply<RunPredictions | null>],
): OpenPair {
  if (!first.ok) return { kind: 'refused', pair, failure: first.failure };
  if (!second.ok) return { kind: 'refused', pair, failure: second.failure };
  const paired = pairModels(
    { runId: pair.first.id, predictions: first.value },
    { runId: pair.second.id, predictions: second.value },
  );
  if (paired.kind !== 'paired') return { kind: 'unmatched', pair, problem: paired };
  if (first.value === null || second.value === null) return { kind: 'none' };
  return { kind: 'ready', pair, paired, predictions: [first.value, second.value] };
}
