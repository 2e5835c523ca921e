import { Ban, FlaskConical, GitCompareArrows, Pause, Play, RefreshCw, Table2 } from '@lucide/vue';
import { computed, type Component } from 'vue';
import { useRouter } from 'vue-router';

import { canResume, canRetry, isEnded, statusOf, type RunSummary } from '#shared/runs/run';
import { useQueueStore } from '../bridge/useQueueStore';
import { useNames } from '../i18n/useNames';
import { useText } from '../i18n/useText';
import { useRunActions } from '../one-run/useRunActions';
import type { Command, Commands } from './useCommands';

/** All that a command on a run looks at. */
export type OfferedRun = Pick<
  RunSummary,
  | 'id'
  | 'experimentId'
  | 'experimentTitle'
  | 'isNamed'
  | 'datasetFacts'
  | 'spec'
  | 'status'
  | 'pausedAt'
  | 'checkpoint'
  | 'isReplaced'
>;

/**
 * Opening each run and going on with those that can; once something is typed, all else that can be done with one, and the
 * experiments: there are many.
 */
export function useRunCommands(typed: () => string, runs: () => readonly OfferedRun[]): Commands {
  const { t } = useText();
  const names = useNames();
  const router = useRouter();
  const actionsOf = useActionsOf();

  const open = (run: OfferedRun): Command => ({
    id: `run/${run.id}`,
    icon: Table2,
    text: t('palette.openRun', { id: run.id, title: names.experiment(run) }),
    perform: () => router.push({ name: 'run', params: { id: run.id } }),
  });
  const compare = (run: OfferedRun): Command => ({
    id: `experiment/${run.experimentId}`,
    icon: FlaskConical,
    text: t('palette.compareExperiment', { title: names.experiment(run) }),
    perform: () => router.push({ name: 'compare', query: { runs: `experiment-${run.experimentId}` } }),
  });

  return computed(() => {
    const all = runs();
    const actions = all.flatMap(actionsOf);
    if (typed().trim() === '') return [...all.map(open), ...actions.filter(({ id }) => id.startsWith('resume/'))];
    const finished = all.filter(({ status }) => status === 'finished');
    const experiments = new Map(finished.map((run) => [run.experimentId, compare(run)]));
    return [...all.map(open), ...actions, ...experiments.values()];
  });
}

/** What can be done with a run as it is now. */
function useActionsOf(): (run: OfferedRun) => readonly Command[] {
  const { t } = useText();
  const names = useNames();
  const router = useRouter();
  const queue = useQueueStore();
  const actions = useRunActions();

  return (run) => {
    const { id } = run;
    const words = { id, title: names.experiment(run) };
    const status = statusOf(run);
    const command = (isOffered: boolean, kind: string, icon: Component, text: string, perform: () => unknown) =>
      isOffered ? [{ id: `${kind}/${id}`, icon, text, perform }] : [];
    const isHere = queue.running?.id === id && !queue.running.isElsewhere;
    return [
      ...command(canResume(run), 'resume', Play, t('palette.resumeRun', words), () => actions.resume(id)),
      ...command(status === 'paused', 'resume', Play, t('palette.resumeRun', words), () => queue.holdRun(id, false)),
      ...command(isHere, 'pause', Pause, t('palette.pauseRun', words), () => queue.holdRun(id, true)),
      ...command(canRetry(run), 'retry', RefreshCw, t('palette.retryRun', words), () => actions.retry(id)),
      ...command(!isEnded(run.status), 'cancel', Ban, t('palette.cancelRun', words), () => queue.cancel(id)),
      ...command(status === 'finished', 'compare', GitCompareArrows, t('palette.compareRun', words), () =>
        router.push({ name: 'compare', query: { runs: String(id) } }),
      ),
    ];
  };
}

/** Pausing the queue, and cancelling all that waits. */
export function useQueueCommands(): Commands {
  const { t } = useText();
  const queue = useQueueStore();
  return computed(() => [
    {
      id: 'queue/pause',
      icon: queue.isPaused ? Play : Pause,
      text: queue.isPaused ? t('live.queueResume') : t('live.queuePause'),
      perform: () => queue.pause(!queue.isPaused),
    },
    ...(queue.total === 0
      ? []
      : [{ id: 'queue/cancel', icon: Ban, text: t('live.cancelWaiting'), perform: queue.cancelWaiting }]),
  ]);
}
