import { assertNever } from '#shared/errors/errors';
import type { LogEvent, LoggedScore } from '#shared/runs/run-log';
import { useFormat } from '../i18n/useFormat';
import { useText } from '../i18n/useText';
import { useMetricText } from '../ui/useMetricText';

export interface LogText {
  /** What happened, in the person's language. */
  readonly say: (event: LogEvent) => string;
  readonly time: (milliseconds: number) => string;
  /** *fact*: one of many; *event*: what one looks for in a log; *bad*: what went wrong. */
  readonly importanceOf: (event: LogEvent) => 'fact' | 'event' | 'bad';
}

/** The words of a run's log. */
export function useLogText(): LogText {
  const { t } = useText();
  const format = useFormat();
  const metricText = useMetricText();

  const score = ({ split, metric, value }: LoggedScore): readonly string[] =>
    split === 'process' || (metric !== 'loss' && metric !== 'accuracy')
      ? []
      : [
          t('log.score', {
            split: t(`curves.splits.${split}`),
            metric: t(`log.metrics.${metric}`),
            value: format.score(value),
          }),
        ];

  const say = (event: LogEvent): string => {
    switch (event.kind) {
      case 'queued':
      case 'started':
      case 'paused':
      case 'resumed':
        return t(`log.${event.kind}`);
      case 'loaded':
        return t('log.loaded', {
          train: format.count(event.trainCount),
          test: format.count(event.testCount),
          parameters: format.count(event.parameterCount),
          device: event.device,
        });
      case 'epoch':
        return t('log.epoch', { epoch: format.count(event.epoch), scores: event.scores.flatMap(score).join(', ') });
      case 'restored':
        return t('log.restored', { epoch: format.count(event.epoch), batch: format.count(event.batch) });
      case 'checkpoint-failed':
        return t('log.checkpointFailed', { reason: event.reason });
      case 'kernels-unsound':
        return t('log.kernelsUnsound', { reason: event.reason });
      case 'stopped-early':
        return t('log.stoppedEarly', { epoch: format.count(event.epoch) });
      case 'kept':
        return t('log.kept', { epoch: format.count(event.epoch) });
      case 'artefact':
        return t('log.artefact', { file: event.file, size: format.bytes(event.bytes) });
      case 'evaluated': {
        const { protocol, accuracy, loss, figures = {} } = event;
        if (accuracy !== undefined && loss !== undefined) {
          return t('log.evaluated', { protocol, accuracy: format.score(accuracy), loss: format.score(loss) });
        }
        const named = Object.entries(figures).map(([name, value]) => `${metricText(name)} ${format.score(value)}`);
        return t('log.evaluatedOtherwise', { protocol, figures: named.join(', ') });
      }
      case 'ended': {
        const status = t(`status.${event.status}`);
        return event.reason === null ? t('log.ended', { status }) : t('log.endedWhy', { status, reason: event.reason });
      }
      default:
        return assertNever(event);
    }
  };

  return {
    say,
    time: format.clock,
    importanceOf: (event) => {
      if (event.kind === 'epoch' || event.kind === 'artefact') return 'fact';
      if (event.kind === 'checkpoint-failed' || event.kind === 'kernels-unsound') return 'bad';
      return event.kind === 'ended' && event.reason !== null ? 'bad' : 'event';
    },
  };
}
