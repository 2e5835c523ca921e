import { defineStore } from 'pinia';
import { shallowReadonly, shallowRef } from 'vue';

import { starterOf } from '#shared/experiment/starters';
import { fewImagesSweep } from '#shared/runs/few-images';
import type { UnderstoodSummary } from '#shared/runs/run';
import { NEWEST_FIRST, type RunGroup } from '#shared/runs/run-list';
import { coalesced } from '../../bridge/coalesce';
import { useLab } from '../../bridge/lab';
import { useAskWithNotice } from '../../bridge/useAskWithNotice';
import { useQueueStore } from '../../bridge/useQueueStore';
import { useStoppedRunsStore } from '../../one-run/useStoppedRunsStore';

const RECENT = 6;

export type Door = 'see' | 'few';

/** What the first page shows: experiments of late, runs that stopped, and what its doors launch. */
export const useStartStore = defineStore('start', () => {
  const lab = useLab();
  const askWithNotice = useAskWithNotice();
  const queue = useQueueStore();
  const stoppedRuns = useStoppedRunsStore();
  /** The latest ones first; null until the lab has said. */
  const recent = shallowRef<readonly RunGroup[] | null>(null);
  const stopped = shallowRef<readonly UnderstoodSummary[]>([]);
  const opening = shallowRef<Door | null>(null);

  const load = coalesced(async () => {
    const query = { sort: NEWEST_FIRST, offset: 0, limit: RECENT, expanded: [] };
    const [groups, found] = await Promise.all([lab.ask('run:groups', query), stoppedRuns.find()]);
    if (groups.ok) recent.value = groups.value.lines.flatMap((line) => (line.kind === 'group' ? [line.group] : []));
    stopped.value = found;
  });
  lab.listen('runs:changed', () => {
    if (recent.value !== null) void load();
  });

  async function through<Result>(door: Door, launch: () => Promise<Result | null>): Promise<Result | null> {
    if (opening.value !== null) return null;
    opening.value = door;
    const result = await launch();
    opening.value = null;
    return result;
  }

  /** Queues one short run on the built-in images. @returns its number; null where the lab refused, which a notice says */
  const seeItWork = (): Promise<number | null> =>
    through('see', async () => {
      const reply = await askWithNotice('experiment:launch', { spec: starterOf('first') });
      return reply.ok ? (reply.value.runIds[0] ?? null) : null;
    });

  /** Queues the ready sweep. @returns the number of the sweep; null where the lab refused, which a notice says */
  const compareOnFewImages = (name: string): Promise<number | null> =>
    through('few', async () => {
      const reply = await askWithNotice('experiment:launch-all', { specs: fewImagesSweep(), sweep: name });
      if (!reply.ok) return null;
      queue.sayQueued(reply.value.flatMap(({ runIds }) => runIds));
      const sweeps = await askWithNotice('answer:sweeps', null);
      return sweeps.ok ? Math.max(...sweeps.value.map(({ id }) => id)) : null;
    });

  async function dismiss(run: UnderstoodSummary): Promise<void> {
    stoppedRuns.dismiss(run);
    await load();
  }

  return {
    recent: shallowReadonly(recent),
    stopped: shallowReadonly(stopped),
    opening: shallowReadonly(opening),
    load,
    seeItWork,
    compareOnFewImages,
    dismiss,
  };
});
