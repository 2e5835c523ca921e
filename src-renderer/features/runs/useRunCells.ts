import type { Aggregate } from '#shared/metrics/aggregate';
import { figureIn } from '#shared/metrics/metrics';
import { budgetOfRun } from '#shared/runs/budget';
import { elapsedOf, type RunProgress, type RunSummary } from '#shared/runs/run';
import { storedField, storedText, type StoredSpec } from '#shared/experiment/stored-spec';
import type { GroupFigure, RunColumn } from '#shared/runs/run-list';
import { useBudgetText } from '../../i18n/useBudgetText';
import { useFormat } from '../../i18n/useFormat';
import { useNames } from '../../i18n/useNames';
import { useText } from '../../i18n/useText';

export interface RunCells {
  /** A cell's text; null where there is nothing to say. */
  readonly cellText: (column: RunColumn, run: RunSummary, now: number, progress?: RunProgress) => string | null;
  /** Mean ± standard deviation (n). */
  readonly meanText: (figure: GroupFigure, value: Aggregate | null) => string | null;
}

/** What the list of runs says in its cells. */
export function useRunCells(): RunCells {
  const { t } = useText();
  const names = useNames();
  const format = useFormat();
  const budgets = useBudgetText();

  const figureText: Readonly<Record<GroupFigure, (value: number) => string>> = {
    accuracy: format.score,
    macroF1: format.score,
    epochs: format.number,
    duration: format.duration,
    imagesPerSecond: format.count,
  };

  function durationOf(run: RunSummary, now: number): string | null {
    const elapsed = elapsedOf(run, now);
    return elapsed === null ? null : format.duration(elapsed);
  }

  function epochsOf(run: RunSummary, progress: RunProgress | undefined): string {
    const done = progress === undefined ? run.epochsDone : Math.max(run.epochsDone, progress.epoch - 1);
    return t('live.of', { done: format.count(done), all: countOf(run.spec, 'training.epochs') });
  }

  /** What a design says in a field; null where it says nothing. */
  const said = (spec: StoredSpec, path: string): string | null =>
    (storedField(spec, path) ?? null) === null ? null : storedText(spec, path);
  function countOf(spec: StoredSpec, path: string): string {
    const value = storedField(spec, path);
    return typeof value === 'number' ? format.count(value) : storedText(spec, path);
  }

  const scoreText = ({ figures }: RunSummary, metric: string): string | null => {
    const value = figureIn(figures, metric);
    return value === null ? null : format.score(value);
  };

  return {
    cellText: (column, run, now, progress) => {
      const { spec } = run;
      switch (column) {
        case 'id':
          return String(run.id);
        case 'experiment':
          return names.experiment(run);
        case 'row':
          return said(spec, 'row');
        case 'dataset':
          return names.dataset(said(spec, 'dataset') ?? '');
        case 'network':
          return names.kind(said(spec, 'network.kind') ?? '');
        case 'fraction': {
          const fraction = storedField(spec, 'fraction');
          return typeof fraction === 'number' ? format.percent(fraction) : said(spec, 'fraction');
        }
        case 'seed':
          return String(run.seed);
        case 'status':
          return t(`status.${run.status}`);
        case 'tags':
          return run.tags.length === 0 ? null : run.tags.join(', ');
        case 'accuracy':
          return scoreText(run, 'accuracy');
        case 'macroF1':
          return scoreText(run, 'macro-f1');
        case 'epochs':
          return epochsOf(run, progress);
        case 'started':
          return run.startedAt === null ? null : format.shortTime(run.startedAt, now);
        case 'duration':
          return durationOf(run, now);
        case 'imagesPerSecond': {
          const isTrained = progress !== undefined && run.status === 'running' && run.pausedAt === null;
          const speed = isTrained ? progress.imagesPerSecond : run.imagesPerSecond;
          return speed === null ? null : format.count(speed);
        }
        case 'parameters':
          return run.parameterCount === null ? null : format.count(run.parameterCount);
        case 'updates':
        case 'examples':
        case 'multiplyAdds':
          return budgets.text(column, budgetOfRun(run));
        case 'note':
          return run.note === '' ? null : run.note;
      }
    },
    meanText: (figure, value) => {
      if (value === null) return null;
      const mean = figureText[figure](value.mean);
      const count = format.count(value.count);
      if (value.standardDeviation === null) return t('runs.mean', { mean, count });
      return t('runs.meanSpread', { mean, spread: figureText[figure](value.standardDeviation), count });
    },
  };
}
