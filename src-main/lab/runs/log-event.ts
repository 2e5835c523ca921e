import type { LogEvent } from '#shared/runs/run-log';

import type { RunEnd } from '../../executors/executor';
import type { RunEvent } from '../../training/messages';

/** What the log says of something that the training process reported; nothing of what is told many times a second. */
export function logEventOf(event: RunEvent): LogEvent | undefined {
  switch (event.kind) {
    case 'progress':
    case 'checkpoint':
      return undefined;
    case 'loaded': {
      const { machine, trainCount, testCount, parameterCount } = event.facts;
      return { kind: 'loaded', device: machine.device, trainCount, testCount, parameterCount };
    }
    case 'epoch': {
      const scores = event.points
        .filter(({ split }) => split !== 'process')
        .map(({ split, metric, value }) => ({ split, metric, value }));
      return { kind: 'epoch', epoch: Math.max(0, ...event.points.map(({ epoch }) => epoch)), scores };
    }
    case 'kept':
      return { kind: 'kept', epoch: event.epoch };
    case 'artefact':
      return { kind: 'artefact', file: event.artefact.file, bytes: event.artefact.bytes };
    case 'evaluation': {
      const { task, protocol, figures } = event.evaluation;
      if (task === 'other') return { kind: 'evaluated', protocol, figures };
      return { kind: 'evaluated', protocol, accuracy: figures['accuracy'], loss: figures['loss'] };
    }
    case 'paused':
      return { kind: event.kind };
    case 'restored':
      return { kind: 'restored', epoch: event.checkpoint.epoch, batch: event.checkpoint.batch };
    case 'checkpoint-failed':
    case 'kernels-unsound':
      return { kind: event.kind, reason: event.reason };
    case 'stopped-early':
      return { kind: 'stopped-early', epoch: event.epoch };
  }
}

export function logEventOfEnd(end: RunEnd): LogEvent {
  return { kind: 'ended', status: end.status, reason: 'failure' in end ? end.failure.message : null };
}
