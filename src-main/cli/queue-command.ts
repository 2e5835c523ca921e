import { durationText } from '#shared/basics/duration-text';
import { utcMinute } from '#shared/basics/time';
import { LabError } from '#shared/errors/errors';
import type { Queue, QueueRun } from '#shared/contract/ipc';
import { endOfQueue, type QueueTimes, type WaitingTime } from '#shared/runs/queue-times';
import { statusOf } from '#shared/runs/run';
import { isUnderstood, storedText } from '#shared/experiment/stored-spec';

import type { Lab } from '../lab/lab';
import { describeProgram } from '../lab/folder/programs';
import { runNumbers } from './run-number';
import { printJson, printLine } from './standard-output';
import { table } from './table';

/** `queue`, `queue pause`, `queue resume`: whether runs start, what runs and what waits. */
export async function queueCommand(
  lab: Lab,
  action: string | undefined,
  { json }: { readonly json: boolean },
): Promise<number> {
  if (action !== undefined && action !== 'pause' && action !== 'resume') {
    throw new LabError(
      'invalid-request',
      `Received "queue ${action}"; expected "queue", "queue pause" or "queue resume".`,
    );
  }
  if (action !== undefined) lab.pauseQueue(action === 'pause');
  const queue = lab.queue();
  const times = await lab.queueTimes();
  const now = Date.now();
  if (json)
    printJson({ ...queueJson(queue), times: { ...times, endsAt: queue.isPaused ? null : endOfQueue(times, now) } });
  else printLine([queueText(queue, times), ...timesText(queue, times, now)].join('\n'));
  return 0;
}

/** `cancel 4 5`, `cancel --queued`: takes runs out of the queue. */
export function cancelCommand(
  lab: Lab,
  typed: readonly string[],
  { json, queued }: { readonly json: boolean; readonly queued: boolean },
): number {
  if (queued && typed.length > 0) {
    throw new LabError(
      'invalid-request',
      'Received runs and --queued; expected one of them: "cancel 4 5", or "cancel --queued" for all that wait.',
    );
  }
  const ids = queued ? lab.runList.ids({ statuses: ['queued'], archived: 'with' }) : runNumbers(typed);
  const cancelled = lab.cancelAll(ids);
  if (!queued && cancelled.length === 0) {
    throw new LabError(
      'run-not-active',
      `Received ${ids.join(', ')}; expected runs that wait or are trained. These have ended already.`,
    );
  }
  const text = cancelled.length === 0 ? 'No run is waiting.' : `Cancelled: ${cancelled.join(', ')}`;
  if (json) printJson({ cancelled });
  else printLine(text);
  return 0;
}

/** As it is, with a paused run called so. */
function queueJson(queue: Queue): object {
  return { ...queue, paused: queue.paused.map((run) => ({ ...run, status: statusOf(run) })) };
}

export function queueText({ isPaused, running, paused, queued, total, trainedBy }: Queue, times: QueueTimes): string {
  const lines = [
    ...(isPaused ? ['The queue is paused: no run starts. Resume it with: npm run lab -- queue resume'] : []),
    running === null
      ? 'No run is running.'
      : `Run ${running.id} is running: ${running.experimentTitle}, seed ${running.seed}, ${running.epochsDone} of ${storedText(running.spec, 'training.epochs')} epochs${trainedBy === null ? '' : `, in ${describeProgram(trainedBy)}`}.`,
    ...paused.map(
      (run) =>
        `Run ${run.id} is ${stateText(run)}: ${run.experimentTitle}, seed ${run.seed}. Resume it with: npm run lab -- resume ${run.id}`,
    ),
  ];
  if (total === 0) return [...lines, 'No run is waiting.'].join('\n');
  const known = new Map(times.waiting.map((each) => [each.id, each]));
  const rows = queued.map((run, index) => [
    String(index + 1),
    String(run.id),
    isUnderstood(run.spec) ? run.experimentTitle : `${run.experimentTitle} (design not understood: it will fail)`,
    String(run.seed),
    timeText(known.get(run.id)),
  ]);
  const rest = total > queued.length ? [`and ${total - queued.length} more`] : [];
  return [...lines, table(['place', 'run', 'experiment', 'seed', 'time'], rows), ...rest].join('\n');
}

function timeText(time: WaitingTime | undefined): string {
  if (time === undefined) return '?';
  return `${time.isAtMost ? 'at most ' : ''}${durationText(time.seconds)}`;
}

/** How long all of them take and when the last ends; nothing where there is nothing to wait for. */
export function timesText({ isPaused, total }: Queue, times: QueueTimes, now: number): readonly string[] {
  const { seconds, unknown, waiting, isAtMost } = times;
  const end = endOfQueue(times, now);
  const unsaid = unknown === 0 ? '' : `; of ${unknown} ${unknown === 1 ? 'run' : 'runs'} nothing is known`;
  if (end === null)
    return unknown === 0 ? [] : ['How long they take is not known: no run like them has finished here.'];
  const about = unknown > 0 ? (isAtMost ? 'about' : 'at least') : isAtMost ? 'at most' : 'about';
  const lines =
    total === 0
      ? []
      : [
          `${total} waiting: ${waiting.length === 0 ? 'time not known' : `${about} ${durationText(seconds)}`}${unsaid}.`,
        ];
  return isPaused ? lines : [...lines, `The last ends ${about} ${utcMinute(end)} UTC.`];
}

function stateText(run: QueueRun): string {
  if (run.pausedAt === null) return run.status;
  return `paused since ${utcMinute(run.pausedAt)} UTC`;
}
