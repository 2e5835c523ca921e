import { useRouter } from 'vue-router';

import type { ExperimentSpec } from '#shared/experiment/experiment';
import { useDraftStore } from '../draft/useDraftStore';

/** Puts a run's design on the bench, to be changed and launched again. */
export function useAgain(): (spec: ExperimentSpec) => Promise<void> {
  const router = useRouter();
  const draft = useDraftStore();
  return async (spec) => {
    draft.startFrom(spec);
    await router.push({ name: 'new' });
  };
}
