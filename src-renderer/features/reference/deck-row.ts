import type { RowRun, RowStanding } from '#shared/replication/deck';
import type { ExperimentSpec } from '#shared/experiment/experiment';
import { presetOf } from '#shared/experiment/presets';
import type { PublishedFigure, PublishedRow } from '#shared/reference/published';
import type { RunProgress, ToldStatus } from '#shared/runs/run';
import { shareDone } from '../../ui/progress';

/** What a row's runs are about, most urgent first: one that runs or is paused, those that wait, or how the newest one ended. */
export type RowState =
  | { readonly kind: 'not-run' }
  | { readonly kind: 'running'; readonly run: RowRun; readonly share: number }
  | { readonly kind: 'paused'; readonly run: RowRun; readonly share: number }
  | { readonly kind: 'queued'; readonly run: RowRun; readonly count: number }
  | { readonly kind: 'ended'; readonly run: RowRun; readonly status: EndedStatus };
type EndedStatus = Exclude<ToldStatus, 'running' | 'paused' | 'queued'>;

export function rowState({ runs }: RowStanding, progress: ReadonlyMap<number, RunProgress>): RowState {
  for (const kind of ['running', 'paused'] as const) {
    const begun = runs.find(({ status }) => status === kind);
    if (begun !== undefined) return { kind, run: begun, share: shareOf(begun, progress.get(begun.id)) };
  }
  const queued = runs.filter(({ status }) => status === 'queued');
  const next = queued.at(-1);
  if (next !== undefined) return { kind: 'queued', run: next, count: queued.length };
  const [newest] = runs;
  if (newest === undefined || !hasEnded(newest.status)) return { kind: 'not-run' };
  return { kind: 'ended', run: newest, status: newest.status };
}

function hasEnded(status: ToldStatus): status is EndedStatus {
  return status !== 'running' && status !== 'paused' && status !== 'queued';
}

/** By what the training process says; by the epochs that are recorded while it has said nothing. */
function shareOf({ epochs, epochsDone }: RowRun, progress: RunProgress | undefined): number {
  if (progress !== undefined) return shareDone(progress);
  return epochs === 0 ? 0 : epochsDone / epochs;
}

/** Runs that need not be made again: the same seed gives the same figures. */
const COVERING: ReadonlySet<ToldStatus> = new Set(['queued', 'running', 'paused', 'finished']);

/**
 * The runs that a row lacks of seeds 1 to n, as an experiment; null where it lacks none or cannot be run.
 * @param epochLimit fewer epochs than the deck's, or null for those
 */
export function missingRuns(
  { row, canRun, runs }: RowStanding,
  seedCount: number,
  epochLimit: number | null,
): ExperimentSpec | null {
  const preset = presetOf(row);
  if (!canRun || preset === undefined) return null;
  const epochs = Math.min(preset.training.epochs, epochLimit ?? preset.training.epochs);
  const covered = new Set(
    runs.filter((run) => run.epochs === epochs && COVERING.has(run.status)).map(({ seed }) => seed),
  );
  const seeds = Array.from({ length: seedCount }, (_, index) => index + 1).filter((seed) => !covered.has(seed));
  return seeds.length === 0 ? null : { ...preset, training: { ...preset.training, epochs }, seeds };
}

/** The decimals that a published figure was printed with: 2 in "≈ 0.94". */
export function digitsOf({ printed }: PublishedFigure): number {
  return printed.split('.')[1]?.length ?? 0;
}

/** Ours less the published accuracy; null while there is none of ours. */
export function differenceTo(published: PublishedRow, { figures }: RowStanding): number | null {
  return figures === null ? null : figures.accuracy.mean - published.accuracy.value;
}
