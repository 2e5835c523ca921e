import { defineStore } from 'pinia';
import { shallowReadonly, shallowRef } from 'vue';

import type { Launched } from '#shared/contract/ipc';
import type { LabFailure } from '#shared/errors/errors';
import { useLab } from '../bridge/lab';
import { benchStarts } from './bench-starts';
import { FIRST_BUDGET, type BudgetMeasure } from './budget-text';
import { useBench } from './useBench';
import { useDraftDesign } from './useDraftDesign';

/** The design on the bench. It stays as it was left while the person looks at other screens, and over a restart. */
export const useDraftStore = defineStore('draft', () => {
  const lab = useLab();
  const isLaunching = shallowRef(false);
  const failure = shallowRef<LabFailure | null>(null);
  const bench = useBench(() => {
    failure.value = null;
  });
  const design = useDraftDesign(bench);
  const { problems, laidOut, spec } = design;

  /** Queues one run per seed; null where the design is not valid or the lab said no. */
  async function launch(): Promise<Launched | null> {
    if (problems.value.size > 0 || laidOut.value.kind !== 'plan' || spec.value === null || isLaunching.value)
      return null;
    isLaunching.value = true;
    failure.value = null;
    const reply = await lab.ask('experiment:launch', { spec: spec.value, name: bench.name.value.trim() });
    isLaunching.value = false;
    if (reply.ok) {
      bench.launched();
      return reply.value;
    }
    failure.value = reply.failure;
    return null;
  }

  /** Lets another measure of the same training be typed: what it comes to now is its number. */
  function measureIn(of: BudgetMeasure): void {
    const now = design.trainedFor.value;
    if (of === 'epochs' && now !== null) bench.edit({ epochs: String(now.epochs) });
    bench.editBudget(of === 'epochs' ? FIRST_BUDGET : { of, count: now === null ? '' : String(now[of]) });
  }

  const { text, origin, budget, sweep, name, isUntouched, canTakeBack } = bench;
  const { edit, editSweep, editName, takeBack, editBudget, launched } = bench;
  return {
    text,
    origin,
    budget,
    sweep,
    name,
    isUntouched,
    canTakeBack,
    edit,
    editBudget,
    measureIn,
    editSweep,
    editName,
    takeBack,
    launched,
    ...benchStarts(bench),
    ...design,
    isLaunching: shallowReadonly(isLaunching),
    failure: shallowReadonly(failure),
    launch,
  };
});
