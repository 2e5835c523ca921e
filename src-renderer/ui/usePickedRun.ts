import { onMounted, watch } from 'vue';
import { useRoute, useRouter } from 'vue-router';

import type { UnderstoodSummary } from '#shared/runs/run';
import { useFinishedRunsStore } from '../bridge/useFinishedRunsStore';

/**
 * A finished run chosen by the address (`?run=12`), so that the page of a run can lead here; the one that was chosen
 * before where the address names none, and else the newest.
 * @returns what to do when another is chosen
 */
export function usePickedRun(
  current: () => UnderstoodSummary | null,
  choose: (run: UnderstoodSummary) => void,
): (run: UnderstoodSummary) => void {
  const route = useRoute();
  const router = useRouter();
  const finished = useFinishedRunsStore();
  const { name } = route;

  watch(
    [() => finished.runs, () => route.query['run']],
    ([runs, asked]) => {
      if (runs === null || route.name !== name) return;
      const named = runs.find(({ id }) => String(id) === asked);
      const run = named ?? runs.find(({ id }) => id === current()?.id) ?? runs[0];
      if (run !== undefined) choose(run);
    },
    { immediate: true },
  );
  onMounted(finished.load);

  return (run) => void router.replace({ query: { ...route.query, run: String(run.id) } });
}
