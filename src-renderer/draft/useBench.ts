import { computed, shallowRef, type ComputedRef } from 'vue';

import type { ExperimentSpec } from '#shared/experiment/experiment';
import { useNoticesStore } from '../bridge/useNoticesStore';
import { useRememberedValue } from '../bridge/useRememberedValue';
import type { BudgetText } from './budget-text';
import { changed } from './draft';
import { FIRST_BENCH, parseBench, type Bench } from './draft-storage';
import type { DraftText } from './draft-text';

const isSame = (one: Bench, other: Bench): boolean => JSON.stringify(one) === JSON.stringify(other);

/** What lies on the bench, and its changes by hand. */
export interface UsedBench {
  readonly text: ComputedRef<DraftText>;
  /** The design of a row of the deck that this one was started from. */
  readonly origin: ComputedRef<ExperimentSpec | null>;
  /** How long to train, where that is not told in epochs. */
  readonly budget: ComputedRef<BudgetText>;
  readonly sweep: ComputedRef<Bench['sweep']>;
  readonly isUntouched: ComputedRef<boolean>;
  readonly canTakeBack: ComputedRef<boolean>;
  readonly edit: (change: Partial<DraftText>) => void;
  readonly editBudget: (budget: BudgetText) => void;
  readonly editSweep: (change: Partial<Bench['sweep']>) => void;
  readonly name: ComputedRef<string>;
  readonly editName: (name: string) => void;
  /** Another start takes the place of everything: seeds and sweep belonged to what was there before. */
  readonly replace: (next: Bench) => void;
  /** Takes back the last preset, row, run or file that took the place of what was on the bench. */
  readonly takeBack: () => void;
  /** It was launched: the next design has seeds, a sweep and a name of its own; these can be taken back. */
  readonly launched: () => void;
  /** The design is no longer that of the row that it was started from. */
  readonly forgetOrigin: () => void;
}

/**
 * The bench, which outlives the window.
 * @param onOtherDesign called when the design was edited or replaced
 */
export function useBench(onOtherDesign: () => void): UsedBench {
  const notices = useNoticesStore();
  const bench = useRememberedValue<Bench>('design/bench', (stored) => {
    if (stored === null) return FIRST_BENCH;
    const known = parseBench(stored);
    if (known === undefined) notices.say({ key: 'design.draftDropped', count: 1 });
    return known ?? FIRST_BENCH;
  });
  const before = shallowRef<Bench | null>(null);

  function replace(next: Bench): void {
    before.value = bench.value;
    bench.value = next;
    onOtherDesign();
  }

  return {
    text: computed(() => bench.value.text),
    origin: computed(() => bench.value.origin),
    budget: computed(() => bench.value.budget),
    sweep: computed(() => bench.value.sweep),
    name: computed(() => bench.value.name),
    isUntouched: computed(() => isSame(bench.value, FIRST_BENCH)),
    canTakeBack: computed(() => before.value !== null),
    edit: (change) => {
      bench.value = { ...bench.value, text: changed(bench.value.text, change) };
      onOtherDesign();
    },
    editBudget: (budget) => {
      bench.value = { ...bench.value, budget };
      onOtherDesign();
    },
    editSweep: (change) => {
      bench.value = { ...bench.value, sweep: { ...bench.value.sweep, ...change } };
    },
    editName: (name) => {
      bench.value = { ...bench.value, name };
    },
    replace,
    takeBack: () => {
      if (before.value === null) return;
      replace(before.value);
      before.value = null;
    },
    launched: () => {
      const { text, sweep } = bench.value;
      const { seeds } = FIRST_BENCH.text;
      const isOneRun = text.seeds === seeds && !sweep.isOn;
      if (!isOneRun) before.value = { ...bench.value, name: '' };
      bench.value = { ...bench.value, text: { ...text, seeds }, sweep: FIRST_BENCH.sweep, name: '' };
    },
    forgetOrigin: () => {
      bench.value = { ...bench.value, origin: null };
    },
  };
}
