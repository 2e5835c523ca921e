import { defineStore } from 'pinia';
import { computed, shallowReadonly, shallowRef } from 'vue';

import type { AnswerRun } from '#shared/answers/answer-run';
import type { AnswerSelection, Sweep } from '#shared/answers/sweep';
import type { LabFailure } from '#shared/errors/errors';
import { coalesced } from '../../bridge/coalesce';
import { useLab } from '../../bridge/lab';
import { useNoticesStore } from '../../bridge/useNoticesStore';

/** The finished runs that the answer on the screen is drawn from, and the sweeps that there are; kept up to date. */
export const useAnswerStore = defineStore('answer', () => {
  const lab = useLab();
  const notices = useNoticesStore();
  const selection = shallowRef<AnswerSelection | null>(null);
  /** How many runs of a plain network are averaged; null where none are. */
  const ensemble = shallowRef<number | null>(null);
  const runs = shallowRef<readonly AnswerRun[] | null>(null);
  const sweeps = shallowRef<readonly Sweep[] | null>(null);
  const failure = shallowRef<LabFailure | null>(null);
  const sweep = computed((): Sweep | null => {
    const { value } = selection;
    return value?.kind === 'sweep' ? (sweeps.value?.find(({ id }) => id === value.id) ?? null) : null;
  });

  const load = coalesced(async () => {
    const [asked, size] = [selection.value, ensemble.value];
    const [listed, found, averaged] = await Promise.all([
      lab.ask('answer:sweeps', null),
      asked === null ? null : lab.ask('answer:runs', asked),
      asked === null || size === null ? null : lab.ask('answer:ensembles', { selection: asked, size }),
    ]);
    if (listed.ok) sweeps.value = listed.value;
    // another selection may have been made meanwhile; it is loaded after this one
    if (found === null || asked !== selection.value || size !== ensemble.value) return;
    const replies = [found, averaged].filter((reply) => reply !== null);
    runs.value = replies.flatMap((reply) => (reply.ok ? reply.value : []));
    failure.value = replies.find((reply) => !reply.ok)?.failure ?? null;
  });

  async function show(wanted: AnswerSelection | null, size: number | null): Promise<void> {
    if (JSON.stringify(wanted) !== JSON.stringify(selection.value)) runs.value = null;
    selection.value = wanted;
    ensemble.value = size;
    await load();
  }

  async function rename(id: number, name: string): Promise<void> {
    const reply = await lab.ask('answer:rename-sweep', { id, name });
    if (reply.ok) await load();
    else notices.tell(reply.failure);
  }

  lab.listen('runs:changed', () => {
    if (selection.value !== null) void load();
  });

  return {
    runs: shallowReadonly(runs),
    sweeps: shallowReadonly(sweeps),
    failure: shallowReadonly(failure),
    sweep,
    show,
    rename,
  };
});
