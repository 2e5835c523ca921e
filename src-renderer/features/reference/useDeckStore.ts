import { defineStore } from 'pinia';
import { computed, onScopeDispose, shallowReadonly, shallowRef } from 'vue';

import { DATASETS, type DatasetFacts } from '#shared/datasets/datasets';
import type { RowStanding } from '#shared/replication/deck';
import type { LabFailure } from '#shared/errors/errors';
import { parseExperimentSpec, type ExperimentSpec } from '#shared/experiment/experiment';
import { publishedRow, type PublishedRowId } from '#shared/reference/published';
import { coalesced } from '../../bridge/coalesce';
import { missingRuns } from './deck-row';
import { spaced } from './spaced';
import { useLab } from '../../bridge/lab';
import { useDatasetsStore } from '../../bridge/useDatasetsStore';
import { useNoticesStore } from '../../bridge/useNoticesStore';
import { useQueueStore } from '../../bridge/useQueueStore';

/** Answers are many figures over many runs: they are asked for at most so often. */
const SPACING = 500;
export const SEED_COUNTS = [1, 2, 3, 4, 5] as const;

/** The deck's rows with what this lab has of them, and the runs that they lack. */
export const useDeckStore = defineStore('deck', () => {
  const lab = useLab();
  const datasets = useDatasetsStore();
  const notices = useNoticesStore();
  const queue = useQueueStore();

  /** Null until the first answer. */
  const standings = shallowRef<readonly RowStanding[] | null>(null);
  /** Why there is no answer. */
  const failure = shallowRef<LabFailure | null>(null);
  const isOnScreen = shallowRef(false);

  const seedCount = shallowRef(1);
  /** As it is typed; empty for the deck's own epochs. */
  const epochLimit = shallowRef('');
  const launching = shallowRef<ReadonlySet<PublishedRowId>>(new Set());
  /** Runs that the last launch from here queued; null before the first. */
  const launchedCount = shallowRef<number | null>(null);

  const load = coalesced(async () => {
    const reply = await lab.ask('deck:rows', null);
    failure.value = reply.ok ? null : reply.failure;
    if (reply.ok) standings.value = reply.value;
  });
  const refresh = spaced(() => void load(), SPACING);
  onScopeDispose(refresh.stop);

  async function open(): Promise<void> {
    isOnScreen.value = true;
    await Promise.all([load(), datasets.load()]);
  }

  /** While the screen is another one nobody needs the figures. */
  function close(): void {
    isOnScreen.value = false;
    launchedCount.value = null;
    refresh.stop();
  }

  /** What is wrong with the limit, as the shared validation says it. */
  const epochProblem = computed(() => {
    const text = epochLimit.value.trim();
    if (text === '') return undefined;
    const number = Number(text);
    const result = parseExperimentSpec({
      dataset: 'shapes',
      training: { epochs: Number.isNaN(number) ? text : number },
    });
    return result.kind === 'invalid' ? result.problems[0]?.message : undefined;
  });

  /** The runs that each row lacks, where it lacks any. */
  const missing = computed((): ReadonlyMap<PublishedRowId, ExperimentSpec> => {
    if (epochProblem.value !== undefined) return new Map();
    const limit = epochLimit.value.trim() === '' ? null : Number(epochLimit.value);
    return new Map(
      (standings.value ?? []).flatMap((standing) => {
        const spec = missingRuns(standing, seedCount.value, limit);
        return spec === null ? [] : [[standing.row, spec] as const];
      }),
    );
  });
  const launchable = computed(() => [...missing.value].filter(([row]) => missingDataset(row) === null));
  const launchableCount = computed(() => launchable.value.reduce((sum, [, { seeds }]) => sum + seeds.length, 0));

  /** The dataset that has to be installed before a row can be run. */
  function missingDataset(row: PublishedRowId): DatasetFacts | null {
    const { dataset } = publishedRow(row);
    const state = datasets.stateOf(dataset)?.kind;
    return state === 'missing' || state === 'damaged' ? DATASETS.get(dataset) : null;
  }

  async function launchRow(row: PublishedRowId): Promise<void> {
    const spec = missing.value.get(row);
    if (spec !== undefined) await launch([[row, spec]]);
  }

  async function launchAll(): Promise<void> {
    await launch(launchable.value);
  }

  /** One row after the other; the first refusal ends it, because the next would be refused as well. */
  async function launch(rows: readonly (readonly [PublishedRowId, ExperimentSpec])[]): Promise<void> {
    if (launching.value.size > 0) return;
    launching.value = new Set(rows.map(([row]) => row));
    launchedCount.value = null;
    const queued: number[] = [];
    for (const [, spec] of rows) {
      const reply = await lab.ask('experiment:launch', { spec });
      if (!reply.ok) {
        notices.tell(reply.failure);
        break;
      }
      queued.push(...reply.value.runIds);
    }
    await load();
    if (queued.length > 0) {
      launchedCount.value = queued.length;
      queue.sayQueued(queued);
    }
    launching.value = new Set();
  }

  lab.listen('runs:changed', () => {
    if (isOnScreen.value) refresh.ask();
  });

  return {
    standings: shallowReadonly(standings),
    failure: shallowReadonly(failure),
    seedCount,
    epochLimit,
    epochProblem,
    missing,
    launchableCount,
    launchableSpecs: computed(() => launchable.value.map(([, spec]) => spec)),
    launching: shallowReadonly(launching),
    launchedCount: shallowReadonly(launchedCount),
    open,
    close,
    missingDataset,
    launchRow,
    launchAll,
  };
});
