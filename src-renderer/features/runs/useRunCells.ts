import type { Aggregate } from '#shared/metrics/aggregate';
import { readerOf } from '#shared/experiment/fields/design-value';
import { settingAt } from '#shared/experiment/fields/setting';
import { figureIn, METRICS } from '#shared/metrics/metrics';
import { budgetOfRun } from '#shared/runs/budget';
import { elapsedOf, statusOf, type RunProgress, type RunSummary } from '#shared/runs/run';
import { storedField, storedText, storedValue, type StoredSpec } from '#shared/experiment/stored-spec';
import { isRunColumn, metricOfColumn, pathOfColumn, type ListColumn, type RunColumn } from '#shared/runs/list-column';
import type { GroupFigure } from '#shared/runs/run-list';
import { useBudgetText } from '../../i18n/useBudgetText';
import { useFormat } from '../../i18n/useFormat';
import { useNames } from '../../i18n/useNames';
import { useText } from '../../i18n/useText';
import { useSettingText } from '../../ui/useSettingText';

export interface RunCells {
  /** A cell's text; null where there is nothing to say. */
  readonly cellText: (column: ListColumn, run: RunSummary, now: number, progress?: RunProgress) => string | null;
  /** Mean ± standard deviation (n). */
  readonly meanText: (figure: GroupFigure, value: Aggregate | null) => string | null;
  /** The same of a metric, by its name. */
  readonly metricMeanText: (metric: string, value: Aggregate | null) => string | null;
}

/** What a column says of a run; null where there is nothing to say. */
type Cell = (run: RunSummary, now: number, progress: RunProgress | undefined) => string | null;
type Cells<Columns extends RunColumn> = Readonly<Record<Columns, Cell>>;

/** What the list of runs says in its cells. */
export function useRunCells(): RunCells {
  const cells: Cells<RunColumn> = {
    ...useDesignCells(),
    ...useProgressCells(),
    ...useResultCells(),
    ...useBudgetCells(),
  };
  const settingText = useSettingText();
  const figureText = useFigureText();

  /** A setting of the design, or a figure. */
  function namedText(column: ListColumn, { spec, figures }: RunSummary): string | null {
    const path = pathOfColumn(column);
    if (path !== null) {
      const value = settingAt(path, readerOf(storedValue(spec)));
      return value === null ? null : settingText(path, value);
    }
    const metric = metricOfColumn(column);
    const value = metric === null ? null : figureIn(figures, metric);
    return metric === null || value === null ? null : figureText(metric, value);
  }

  return {
    cellText: (column, run, now, progress) =>
      isRunColumn(column) ? cells[column](run, now, progress) : namedText(column, run),
    ...useMeanText(),
  };
}

/** A figure with as many digits as its metric wants. */
function useFigureText(): (metric: string, value: number) => string {
  const format = useFormat();
  return (metric, value) => (METRICS.find(metric)?.unit === 'number' ? format.number(value) : format.score(value));
}

/** What was asked for. */
function useDesignCells(): Cells<
  'id' | 'experiment' | 'row' | 'dataset' | 'network' | 'fraction' | 'seed' | 'tags' | 'note'
> {
  const names = useNames();
  const format = useFormat();
  return {
    id: ({ id }) => String(id),
    experiment: (run) => names.experiment(run),
    row: ({ spec }) => said(spec, 'row'),
    dataset: ({ spec, datasetFacts }) => names.dataset(said(spec, 'dataset') ?? '', datasetFacts),
    network: ({ spec }) => names.kind(said(spec, 'network.kind') ?? ''),
    fraction: ({ spec }) => {
      const fraction = storedField(spec, 'fraction');
      return typeof fraction === 'number' ? format.percent(fraction) : said(spec, 'fraction');
    },
    seed: ({ seed }) => String(seed),
    tags: ({ tags }) => (tags.length === 0 ? null : tags.join(', ')),
    note: ({ note }) => (note === '' ? null : note),
  };
}

/** How far it is, and how long that took. */
function useProgressCells(): Cells<'status' | 'epochs' | 'started' | 'duration' | 'imagesPerSecond'> {
  const { t } = useText();
  const format = useFormat();
  return {
    status: (run) => t(`status.${statusOf(run)}`),
    epochs: ({ spec, epochsDone }, _now, progress) => {
      const done = progress === undefined ? epochsDone : Math.max(epochsDone, progress.epoch - 1);
      const planned = storedField(spec, 'training.epochs');
      const all = typeof planned === 'number' ? format.count(planned) : storedText(spec, 'training.epochs');
      return t('live.of', { done: format.count(done), all });
    },
    started: ({ startedAt }, now) => (startedAt === null ? null : format.shortTime(startedAt, now)),
    duration: (run, now) => {
      const elapsed = elapsedOf(run, now);
      return elapsed === null ? null : format.duration(elapsed);
    },
    imagesPerSecond: (run, _now, progress) => {
      const isTrained = progress !== undefined && run.status === 'running' && run.pausedAt === null;
      const speed = isTrained ? progress.imagesPerSecond : run.imagesPerSecond;
      return speed === null ? null : format.count(speed);
    },
  };
}

/** What came out. */
function useResultCells(): Cells<'accuracy' | 'macroF1' | 'parameters'> {
  const format = useFormat();
  const scoreText = ({ figures }: RunSummary, metric: string): string | null => {
    const value = figureIn(figures, metric);
    return value === null ? null : format.score(value);
  };
  return {
    accuracy: (run) => scoreText(run, 'accuracy'),
    macroF1: (run) => scoreText(run, 'macro-f1'),
    parameters: ({ parameterCount }) => (parameterCount === null ? null : format.count(parameterCount)),
  };
}

/** What it has cost. */
function useBudgetCells(): Cells<'updates' | 'examples' | 'multiplyAdds'> {
  const budgets = useBudgetText();
  return {
    updates: (run) => budgets.text('updates', budgetOfRun(run)),
    examples: (run) => budgets.text('examples', budgetOfRun(run)),
    multiplyAdds: (run) => budgets.text('multiplyAdds', budgetOfRun(run)),
  };
}

function useMeanText(): Pick<RunCells, 'meanText' | 'metricMeanText'> {
  const { t } = useText();
  const scoreText = useFigureText();
  const format = useFormat();
  const figureText: Readonly<Record<GroupFigure, (value: number) => string>> = {
    accuracy: format.score,
    macroF1: format.score,
    epochs: format.number,
    duration: format.duration,
    imagesPerSecond: format.count,
  };
  function text(value: Aggregate | null, write: (value: number) => string): string | null {
    if (value === null) return null;
    const [mean, count] = [write(value.mean), format.count(value.count)];
    if (value.standardDeviation === null) return t('runs.mean', { mean, count });
    return t('runs.meanSpread', { mean, spread: write(value.standardDeviation), count });
  }
  return {
    meanText: (figure, value) => text(value, figureText[figure]),
    metricMeanText: (metric, value) => text(value, (figure) => scoreText(metric, figure)),
  };
}

/** What a design says in a field; null where it says nothing. */
function said(spec: StoredSpec, path: string): string | null {
  return (storedField(spec, path) ?? null) === null ? null : storedText(spec, path);
}
