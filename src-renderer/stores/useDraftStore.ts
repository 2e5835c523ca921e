import { defineStore } from 'pinia';
import { computed, shallowReadonly, shallowRef } from 'vue';

import { DATASETS, trainingCount } from '#shared/datasets';
import type { LabFailure } from '#shared/errors';
import { pairCount, parseExperimentSpec, type ExperimentSpec } from '#shared/experiment';
import type { Launched } from '#shared/ipc';
import { planNetwork } from '#shared/network/index';
import type { NetworkPlan } from '#shared/network/plan';
import { presetOf, type PresetRowId } from '#shared/presets';
import {
  differsInSeedsOnly,
  draftOf,
  FIRST_DRAFT,
  networkOf,
  problemsByField,
  textOf,
  type DraftText,
} from '../logic/draft';
import { typedNumber } from '../logic/typed-number';
import { useLab } from './lab';

/** The network laid out for the images; or why it cannot be. */
export type PlanResult =
  { readonly kind: 'plan'; readonly plan: NetworkPlan } | { readonly kind: 'impossible'; readonly failure: LabFailure };

/** The design on the bench. It stays as it was left while the person looks at other screens. */
export const useDraftStore = defineStore('draft', () => {
  const lab = useLab();
  const text = shallowRef<DraftText>(FIRST_DRAFT);
  /** The design of a row of the deck that this one was started from. */
  const origin = shallowRef<ExperimentSpec | null>(null);
  const isLaunching = shallowRef(false);
  const failure = shallowRef<LabFailure | null>(null);

  const result = computed(() => parseExperimentSpec(draftOf(text.value)));
  /** It stands for the row that it was started from for as long as nothing but its seeds is another. */
  const spec = computed((): ExperimentSpec | null => {
    if (result.value.kind === 'invalid') return null;
    const typed = result.value.spec;
    const started = origin.value;
    return started !== null && differsInSeedsOnly(typed, started) ? { ...typed, row: started.row } : typed;
  });
  const problems = computed(() => problemsByField(result.value.kind === 'invalid' ? result.value.problems : []));

  const facts = computed(() => DATASETS[text.value.dataset]);
  const laidOut = computed((): PlanResult => {
    try {
      return { kind: 'plan', plan: planNetwork({ dataset: text.value.dataset, network: networkOf(text.value) }) };
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      return { kind: 'impossible', failure: { code: 'invalid-spec', message: error.message } };
    }
  });
  /** Training images that the fraction stands for; null while it is not one. */
  const imageCount = computed(() =>
    problems.value.has('fraction') ? null : trainingCount(facts.value, typedNumber(text.value.fraction)),
  );
  /** Training samples of an epoch, pairs or images; null while a number for it is missing. */
  const samples = computed(() => {
    if (imageCount.value === null || result.value.kind === 'invalid') return null;
    const { pairing } = result.value.spec;
    return pairing === null ? imageCount.value : pairCount(imageCount.value, pairing);
  });

  function edit(change: Partial<DraftText>): void {
    text.value = { ...text.value, ...change };
    failure.value = null;
  }

  /** Puts a stored design on the bench, to be changed and launched again. */
  function startFrom(stored: ExperimentSpec): void {
    text.value = textOf(stored);
    origin.value = stored.row === null ? null : stored;
    failure.value = null;
  }

  /** Puts the design behind a row of the deck on the bench, with the seeds that were typed. Null lets go of the row. */
  function startFromRow(row: PresetRowId | null): void {
    const preset = row === null ? undefined : presetOf(row);
    failure.value = null;
    origin.value = preset ?? null;
    if (preset !== undefined) text.value = { ...textOf(preset), seeds: text.value.seeds };
  }

  /** Queues one run per seed; null where the design is not valid or the lab said no. */
  async function launch(): Promise<Launched | null> {
    if (spec.value === null || laidOut.value.kind === 'impossible' || isLaunching.value) return null;
    isLaunching.value = true;
    failure.value = null;
    const reply = await lab.ask('experiment:launch', { spec: spec.value });
    isLaunching.value = false;
    if (reply.ok) return reply.value;
    failure.value = reply.failure;
    return null;
  }

  return {
    text: shallowReadonly(text),
    origin: shallowReadonly(origin),
    spec,
    problems,
    facts,
    laidOut,
    imageCount,
    samples,
    isLaunching: shallowReadonly(isLaunching),
    failure: shallowReadonly(failure),
    edit,
    startFrom,
    startFromRow,
    launch,
  };
});
