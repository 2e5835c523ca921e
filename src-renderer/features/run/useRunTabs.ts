import { computed, type ComputedRef, type WritableComputedRef } from 'vue';
import { useRoute, useRouter } from 'vue-router';

import { isSiameseKind } from '#shared/experiment/experiment';
import { understood } from '#shared/experiment/stored-spec';
import type { Run } from '#shared/runs/run';
import { classEvaluation, honestEvaluation } from '../../one-run/evaluations';
import { useText } from '../../i18n/useText';

const TABS = ['overview', 'errors', 'pairs', 'design', 'log'] as const;
type RunTab = (typeof TABS)[number];

/** Whether a run has anything to say about two images, or evaluations beside the one that counts. */
function hasPairs({ spec, evaluations }: Run): boolean {
  const design = understood(spec);
  return (design !== null && isSiameseKind(design.network.kind)) || evaluations.length > 1;
}

/** The parts of the run's page that have something in them. Which one is shown is in its address: `?tab=errors`. */
export function useRunTabs(run: ComputedRef<Run | null>): {
  readonly tab: WritableComputedRef<RunTab>;
  readonly tabs: ComputedRef<readonly { readonly value: RunTab; readonly text: string }[]>;
} {
  const { t } = useText();
  const route = useRoute();
  const router = useRouter();

  const shown = computed(() => {
    const { value } = run;
    return TABS.filter((tab) => {
      if (value === null) return false;
      if (tab === 'errors') return classEvaluation(value.evaluations) !== null;
      return tab !== 'pairs' || (honestEvaluation(value.evaluations) !== null && hasPairs(value));
    });
  });
  return {
    tabs: computed(() => shown.value.map((value) => ({ value, text: t(`run.tabs.${value}`) }))),
    tab: computed({
      get: () => shown.value.find((tab) => tab === route.query['tab']) ?? 'overview',
      set: (tab) => void router.replace({ query: { ...route.query, tab: tab === 'overview' ? undefined : tab } }),
    }),
  };
}
