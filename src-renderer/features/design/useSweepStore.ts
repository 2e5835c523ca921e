import { defineStore } from 'pinia';
import { computed, shallowReadonly, shallowRef } from 'vue';

import type { LabFailure } from '#shared/errors/errors';
import { MOST_SPECS, type Launched } from '#shared/contract/ipc';
import { expandSweep, experimentsOf, gridSize, sweepName, type Swept } from '#shared/experiment/sweep';
import { trainedEqually } from '#shared/runs/equal-budgets';
import { readBudget } from '../../draft/budget-text';
import { axesOf, sweepProblems, type SweepText } from '../../draft/sweep-text';
import { useLab } from '../../bridge/lab';
import { useDraftStore } from '../../draft/useDraftStore';
import { useQueueStore } from '../../bridge/useQueueStore';

/** What the sweep on the bench comes to, anew with each change. */
function useSwept(draft: ReturnType<typeof useDraftStore>) {
  const axes = computed(() => ({ ...axesOf(draft.sweep.text), sample: draft.text.sample }));
  const size = computed(() => gridSize(axes.value));
  const isTooLarge = computed(() => size.value > MOST_SPECS);
  const swept = computed((): readonly Swept[] => {
    if (!draft.sweep.isOn || draft.spec === null || isTooLarge.value) return [];
    return trainedEqually(expandSweep(draft.spec, axes.value), readBudget(draft.budget));
  });
  const specs = computed(() => experimentsOf(swept.value));
  const runCount = computed(() => specs.value.reduce((sum, { seeds }) => sum + seeds.length, 0));
  const problems = computed(() => sweepProblems(swept.value));
  return { size, isTooLarge, swept, specs, runCount, problems };
}

/** A grid of experiments around the design on the bench. */
export const useSweepStore = defineStore('sweep', () => {
  const lab = useLab();
  const queue = useQueueStore();
  const draft = useDraftStore();
  const isOn = computed(() => draft.sweep.isOn);
  const text = computed(() => draft.sweep.text);
  const isLaunching = shallowRef(false);
  const failure = shallowRef<LabFailure | null>(null);
  const { size, isTooLarge, swept, specs, runCount, problems } = useSwept(draft);
  const canLaunch = computed(
    () =>
      specs.value.length > 0 && problems.value.size === 0 && draft.problems.size === 0 && runCount.value <= MOST_SPECS,
  );

  function edit(change: Partial<SweepText>): void {
    draft.editSweep({ text: { ...text.value, ...change } });
    failure.value = null;
  }

  function turn(on: boolean): void {
    draft.editSweep({ isOn: on });
    failure.value = null;
  }

  const chosenName = (): string => draft.name.trim() || sweepName(swept.value);

  /** Queues every experiment of the grid; null where it is not fit to be, or the lab said no. */
  async function launch(): Promise<readonly Launched[] | null> {
    if (!canLaunch.value || isLaunching.value) return null;
    isLaunching.value = true;
    failure.value = null;
    const reply = await lab.ask('experiment:launch-all', { specs: specs.value, sweep: chosenName() });
    isLaunching.value = false;
    if (reply.ok) {
      draft.launched();
      queue.sayQueued(reply.value.flatMap(({ runIds }) => runIds));
      return reply.value;
    }
    failure.value = reply.failure;
    return null;
  }

  return {
    isOn,
    text,
    size,
    isTooLarge,
    swept,
    specs,
    runCount,
    problems,
    canLaunch,
    isLaunching: shallowReadonly(isLaunching),
    failure: shallowReadonly(failure),
    edit,
    turn,
    launch,
  };
});
