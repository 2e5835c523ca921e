import { defineStore } from 'pinia';
import { z } from 'zod';

import { canResume, type RunSummary, type UnderstoodSummary } from '#shared/runs/run';
import { isOfUnderstood } from '#shared/experiment/stored-spec';
import { useRememberedValue } from '../bridge/useRememberedValue';
import { useLab } from '../bridge/lab';

/** So many are offered to be resumed at a start of the window; the others are in the list of runs. */
const MOST_TOLD = 3;
const MOST_LOOKED_AT = 50;

/** Names one stop of a run: when it stops again, it is told again. */
const stopOf = ({ id, endedAt }: RunSummary): string => `${id}/${endedAt ?? ''}`;

/** Runs that were interrupted and could go on, until a person has said that they know. */
export const useStoppedRunsStore = defineStore('stopped-runs', () => {
  const lab = useLab();
  const dismissed = useRememberedValue<readonly string[]>('stopped-runs-dismissed', (stored) =>
    z.array(z.string()).catch([]).parse(stored),
  );

  /** Those to tell of, the newest first. */
  async function find(): Promise<readonly UnderstoodSummary[]> {
    const reply = await lab.ask('run:list', { statuses: ['interrupted'], offset: 0, limit: MOST_LOOKED_AT });
    if (!reply.ok) return [];
    const stopped = reply.value.runs.filter(isOfUnderstood).filter(canResume);
    const known = new Set(dismissed.value);
    dismissed.value = stopped.map(stopOf).filter((stop) => known.has(stop));
    return stopped.filter((run) => !known.has(stopOf(run))).slice(0, MOST_TOLD);
  }

  function dismiss(run: RunSummary): void {
    dismissed.value = [...dismissed.value, stopOf(run)];
  }

  return { find, dismiss };
});
