import { comparedExperiment, type Compared } from '#shared/comparison/compared';
import type { ComparedKey } from '#shared/comparison/selection';
import type { Reply } from '#shared/contract/ipc';
import type { LabFailure } from '#shared/errors/errors';
import { publishedRow } from '#shared/reference/published';
import type { Run, SeriesPoint } from '#shared/runs/run';
import type { Lab } from '../../bridge/lab';

/** What the lab knows of one that is compared. */
export type Loaded =
  { readonly kind: 'ready'; readonly compared: Compared } | { readonly kind: 'refused'; readonly failure: LabFailure };

/** Asks the lab for what a key stands for. */
export async function lookUp(lab: Lab, key: ComparedKey): Promise<Loaded> {
  switch (key.kind) {
    case 'row':
      return { kind: 'ready', compared: { kind: 'row', row: publishedRow(key.row) } };
    case 'run': {
      const reply = await lab.ask('run:get', { id: key.id });
      return reply.ok
        ? { kind: 'ready', compared: { kind: 'run', run: reply.value } }
        : { kind: 'refused', failure: reply.failure };
    }
    case 'experiment':
      return lookUpExperiment(lab, key.id);
  }
}

async function lookUpExperiment(lab: Lab, experimentId: number): Promise<Loaded> {
  const listed = await lab.ask('experiment:runs', { experimentId });
  if (!listed.ok) return { kind: 'refused', failure: listed.failure };
  const runs: Run[] = [];
  for (const { id } of listed.value) {
    const reply: Reply<Run> = await lab.ask('run:get', { id });
    if (!reply.ok) return { kind: 'refused', failure: reply.failure };
    runs.push(reply.value);
  }
  if (runs.length > 0) return { kind: 'ready', compared: comparedExperiment(experimentId, runs) };
  return {
    kind: 'refused',
    failure: {
      code: 'unknown-run',
      message: `Received experiment ${experimentId}; there is none of that number here.`,
    },
  };
}

/** The curves of runs; one that the lab does not have has none. */
export async function lookUpSeries(
  lab: Lab,
  ids: readonly number[],
): Promise<ReadonlyMap<number, readonly SeriesPoint[]>> {
  const replies = await Promise.all(ids.map(async (id) => [id, await lab.ask('run:series', { id })] as const));
  return new Map(replies.flatMap(([id, reply]) => (reply.ok ? [[id, reply.value] as const] : [])));
}
