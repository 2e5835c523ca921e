import { defineStore } from 'pinia';
import { computed, shallowReadonly, shallowRef } from 'vue';

import { computeProblems } from '#shared/experiment/compute-problems';
import { DATASETS, trainingCount } from '#shared/datasets/datasets';
import type { LabFailure } from '#shared/errors/errors';
import { workloadOf } from '#shared/experiment/estimate';
import { parseExperimentSpec, type ExperimentSpec } from '#shared/experiment/experiment';
import type { Launched } from '#shared/contract/ipc';
import { planNetwork } from '#shared/networks/index';
import type { NetworkPlan } from '#shared/networks/plan';
import { presetOf, type PresetRowId } from '#shared/experiment/presets';
import { starterOf, type StarterId } from '#shared/experiment/starters';
import { useRememberedValue } from '../bridge/useRememberedValue';
import { changed, draftOf, draftReader, isSameDesign, networkOf, textOf } from './draft';
import { problemsByField } from './draft-problems';
import { FIRST_BENCH, parseBench, type Bench } from './draft-storage';
import type { DraftText } from './draft-text';
import { typedNumber } from '../ui/typed-number';
import { useLab } from '../bridge/lab';
import { useDevicesStore } from '../bridge/useDevicesStore';
import { useNoticesStore } from '../bridge/useNoticesStore';

/** The network laid out for the images; or why it cannot be. *unfinished*: a number of it is none yet. */
export type PlanResult =
  | { readonly kind: 'plan'; readonly plan: NetworkPlan }
  | { readonly kind: 'unfinished' }
  | { readonly kind: 'impossible'; readonly failure: LabFailure };

const isSame = (one: Bench, other: Bench): boolean => JSON.stringify(one) === JSON.stringify(other);

/** The design on the bench. It stays as it was left while the person looks at other screens, and over a restart. */
export const useDraftStore = defineStore('draft', () => {
  const lab = useLab();
  const devices = useDevicesStore();
  const notices = useNoticesStore();
  /** It outlives the window. */
  const bench = useRememberedValue<Bench>('design/bench', (stored) => {
    if (stored === null) return FIRST_BENCH;
    const known = parseBench(stored);
    if (known === undefined) notices.say({ key: 'design.draftDropped', count: 1 });
    return known ?? FIRST_BENCH;
  });
  const text = computed(() => bench.value.text);
  /** The text as a design: what is not there does not belong to this one. */
  const design = computed(() => draftReader(text.value));
  const origin = computed(() => bench.value.origin);
  const sweep = computed(() => bench.value.sweep);
  const before = shallowRef<Bench | null>(null);
  const isLaunching = shallowRef(false);
  const failure = shallowRef<LabFailure | null>(null);

  const result = computed(() => parseExperimentSpec(draftOf(text.value)));
  /** It stands for the row that it was started from for as long as nothing but its seeds and what computes it is another. */
  const spec = computed((): ExperimentSpec | null => {
    if (result.value.kind === 'invalid') return null;
    const typed = result.value.spec;
    const started = origin.value;
    return started !== null && isSameDesign(typed, started) ? { ...typed, row: started.row } : typed;
  });
  /** Of the design, and of what computes it here: a valid design may be one for another machine. */
  const problems = computed(() =>
    problemsByField([
      ...(result.value.kind === 'invalid' ? result.value.problems : []),
      ...computeProblems(text.value, devices.survey),
    ]),
  );

  const facts = computed(() => DATASETS.find(text.value.dataset) ?? null);
  const laidOut = computed((): PlanResult => {
    const network = networkOf(text.value);
    if (network === null || facts.value === null) return { kind: 'unfinished' };
    try {
      return { kind: 'plan', plan: planNetwork(network, facts.value) };
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      return { kind: 'impossible', failure: { code: 'invalid-spec', message: error.message } };
    }
  });
  /** Training images that the fraction stands for; null while it is not one. */
  const imageCount = computed(() =>
    problems.value.has('fraction') || facts.value === null
      ? null
      : trainingCount(facts.value, typedNumber(text.value.fraction)),
  );
  /** What a run goes through; null while a number is missing. */
  const workload = computed(() => (spec.value === null ? null : workloadOf(spec.value)));
  const samples = computed(() => workload.value?.trained ?? null);

  function edit(change: Partial<DraftText>): void {
    bench.value = { ...bench.value, text: changed(text.value, change) };
    failure.value = null;
  }

  /** Another start takes the place of everything: seeds and sweep belonged to what was there before. */
  function replace(next: Bench): void {
    before.value = bench.value;
    bench.value = next;
    failure.value = null;
  }

  const started = (next: DraftText, from: ExperimentSpec | null): Bench => ({
    ...FIRST_BENCH,
    text: next,
    origin: from,
  });

  /** Puts a stored design on the bench, to be changed and launched again. */
  function startFrom(stored: ExperimentSpec): void {
    replace(started(textOf(stored), stored.row === null ? null : stored));
  }

  /** Takes back the last preset, row, run or file that took the place of what was on the bench. */
  function takeBack(): void {
    if (before.value === null) return;
    replace(before.value);
    before.value = null;
  }

  /** What a preset leaves as it was typed: it is about this machine. */
  function kept(): Partial<DraftText> {
    const { device, threads, precision } = text.value;
    return { device, threads, precision };
  }

  /** Puts the design behind a row of the deck on the bench; the device stays. Null lets go of the row. */
  function startFromRow(row: PresetRowId | null): void {
    const preset = row === null ? undefined : presetOf(row);
    if (preset === undefined) bench.value = { ...bench.value, origin: null };
    else replace(started({ ...textOf(preset), ...kept() }, preset));
  }

  /** Puts a design of the lab's own on the bench; the device stays. */
  function startFromStarter(starter: StarterId): void {
    replace(started({ ...textOf(starterOf(starter)), ...kept() }, null));
  }

  /** Puts the design of an empty bench back, on whatever device. */
  function startOver(): void {
    replace(FIRST_BENCH);
  }

  function editSweep(change: Partial<Bench['sweep']>): void {
    bench.value = { ...bench.value, sweep: { ...sweep.value, ...change } };
  }

  /** Queues one run per seed; null where the design is not valid or the lab said no. */
  async function launch(): Promise<Launched | null> {
    if (problems.value.size > 0 || laidOut.value.kind !== 'plan' || spec.value === null || isLaunching.value)
      return null;
    isLaunching.value = true;
    failure.value = null;
    const reply = await lab.ask('experiment:launch', { spec: spec.value });
    isLaunching.value = false;
    if (reply.ok) return reply.value;
    failure.value = reply.failure;
    return null;
  }

  return {
    text,
    design,
    origin,
    sweep,
    spec,
    problems,
    facts,
    laidOut,
    imageCount,
    samples,
    workload,
    isLaunching: shallowReadonly(isLaunching),
    failure: shallowReadonly(failure),
    edit,
    startFrom,
    startFromRow,
    startFromStarter,
    startOver,
    isUntouched: computed(() => isSame(bench.value, FIRST_BENCH)),
    editSweep,
    canTakeBack: computed(() => before.value !== null),
    takeBack,
    launch,
  };
});
