import { LabError } from '#shared/errors';
import type { Queue } from '#shared/ipc';
import { isUnderstood, storedText } from '#shared/stored-spec';

import type { Lab } from '../lab/lab';
import { describeProgram } from '../lab/programs';
import { table } from './table';

/** `queue`, `queue pause`, `queue resume`: whether runs start, what runs and what waits. */
export function queueCommand(lab: Lab, action: string | undefined, { json }: { readonly json: boolean }): number {
  if (action !== undefined && action !== 'pause' && action !== 'resume') {
    throw new LabError(
      'invalid-request',
      `Received "queue ${action}"; expected "queue", "queue pause" or "queue resume".`,
    );
  }
  if (action !== undefined) lab.pauseQueue(action === 'pause');
  const queue = lab.queue();
  process.stdout.write(json ? `${JSON.stringify(queue)}\n` : `${queueText(queue)}\n`);
  return 0;
}

export function queueText({ isPaused, running, queued, total, trainedBy }: Queue): string {
  const lines = [
    ...(isPaused ? ['The queue is paused: no run starts. Resume it with: npm run lab -- queue resume'] : []),
    running === null
      ? 'No run is running.'
      : `Run ${running.id} is running: ${running.experimentTitle}, seed ${running.seed}, ${running.epochsDone} of ${storedText(running.spec, 'training.epochs')} epochs${trainedBy === null ? '' : `, in ${describeProgram(trainedBy)}`}.`,
  ];
  if (total === 0) return [...lines, 'No run is waiting.'].join('\n');
  const rows = queued.map((run, index) => [
    String(index + 1),
    String(run.id),
    isUnderstood(run.spec) ? run.experimentTitle : `${run.experimentTitle} (design not understood: it will fail)`,
    String(run.seed),
  ]);
  const rest = total > queued.length ? [`and ${total - queued.length} more`] : [];
  return [...lines, table(['place', 'run', 'experiment', 'seed'], rows), ...rest].join('\n');
}
