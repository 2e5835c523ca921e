import { defineStore } from 'pinia';
import {
  computed,
  onScopeDispose,
  shallowReadonly,
  shallowRef,
  type ComputedRef,
  type Ref,
  type ShallowRef,
} from 'vue';

import { DATASETS, type DatasetFacts } from '#shared/datasets/datasets';
import type { RowStanding } from '#shared/replication/deck';
import type { LabFailure } from '#shared/errors/errors';
import { parseExperimentSpec, type ExperimentSpec } from '#shared/experiment/experiment';
import { publishedRow, type PublishedRowId } from '#shared/reference/published';
import { coalesced } from '../../bridge/coalesce';
import { missingRuns } from './deck-row';
import { spaced } from './spaced';
import { useLab } from '../../bridge/lab';
import { useAskWithNotice } from '../../bridge/useAskWithNotice';
import { useDatasetsStore } from '../../bridge/useDatasetsStore';
import { useQueueStore } from '../../bridge/useQueueStore';

/** Answers are many figures over many runs: they are asked for at most so often. */
const SPACING = 500;
export const SEED_COUNTS = [1, 2, 3, 4, 5] as const;

/** The deck's rows with what this lab has of them, and the runs that they lack. */
export const useDeckStore = defineStore('deck', () => {
  const datasets = useDatasetsStore();
  const { standings, load, ...screen } = useStandings();
  const { missing, ...wanted } = useMissingRuns(standings);
  const { launch, launchedCount, launching } = useLaunch(load);

  /** The dataset that has to be installed before a row can be run. */
  function missingDataset(row: PublishedRowId): DatasetFacts | null {
    const { dataset } = publishedRow(row);
    const state = datasets.stateOf(dataset)?.kind;
    return state === 'missing' || state === 'damaged' ? DATASETS.get(dataset) : null;
  }
  const launchable = computed(() => [...missing.value].filter(([row]) => missingDataset(row) === null));

  async function open(): Promise<void> {
    await Promise.all([screen.open(), datasets.load()]);
  }

  function close(): void {
    screen.close();
    launchedCount.value = null;
  }

  async function launchRow(row: PublishedRowId): Promise<void> {
    const spec = missing.value.get(row);
    if (spec !== undefined) await launch([[row, spec]]);
  }

  async function launchAll(): Promise<void> {
    await launch(launchable.value);
  }

  return {
    standings: shallowReadonly(standings),
    failure: screen.failure,
    ...wanted,
    missing,
    launchableCount: computed(() => launchable.value.reduce((sum, [, { seeds }]) => sum + seeds.length, 0)),
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

interface Standings {
  /** Null until the first answer. */
  readonly standings: ShallowRef<readonly RowStanding[] | null>;
  /** Why there is no answer. */
  readonly failure: Readonly<ShallowRef<LabFailure | null>>;
  readonly load: () => Promise<void>;
  readonly open: () => Promise<void>;
  /** While the screen is another one nobody needs the figures. */
  readonly close: () => void;
}

/** What this lab has of each row. */
function useStandings(): Standings {
  const lab = useLab();
  const standings = shallowRef<readonly RowStanding[] | null>(null);
  const failure = shallowRef<LabFailure | null>(null);
  let isOnScreen = false;

  const load = coalesced(async () => {
    const reply = await lab.ask('deck:rows', null);
    failure.value = reply.ok ? null : reply.failure;
    if (reply.ok) standings.value = reply.value;
  });
  const refresh = spaced(() => void load(), SPACING);
  onScopeDispose(refresh.stop);
  lab.listen('runs:changed', () => {
    if (isOnScreen) refresh.ask();
  });

  return {
    standings,
    failure: shallowReadonly(failure),
    load,
    open: () => {
      isOnScreen = true;
      return load();
    },
    close: () => {
      isOnScreen = false;
      refresh.stop();
    },
  };
}

interface MissingRuns {
  readonly seedCount: Ref<number>;
  /** As it is typed; empty for the deck's own epochs. */
  readonly epochLimit: Ref<string>;
  /** What is wrong with the limit, as the shared validation says it. */
  readonly epochProblem: ComputedRef<string | undefined>;
  /** The runs that each row lacks, where it lacks any. */
  readonly missing: ComputedRef<ReadonlyMap<PublishedRowId, ExperimentSpec>>;
}

/** What the rows lack of the seeds and epochs that are wanted. */
function useMissingRuns(standings: Standings['standings']): MissingRuns {
  const seedCount = shallowRef(1);
  const epochLimit = shallowRef('');

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

  return { seedCount, epochLimit, epochProblem, missing };
}

/** Queues runs of rows. */
function useLaunch(load: () => Promise<void>): {
  readonly launching: ShallowRef<ReadonlySet<PublishedRowId>>;
  /** Runs that the last launch from here queued; null before the first. */
  readonly launchedCount: ShallowRef<number | null>;
  /** One row after the other; the first refusal ends it, because the next would be refused as well. */
  readonly launch: (rows: readonly (readonly [PublishedRowId, ExperimentSpec])[]) => Promise<void>;
} {
  const ask = useAskWithNotice();
  const queue = useQueueStore();
  const launching = shallowRef<ReadonlySet<PublishedRowId>>(new Set());
  const launchedCount = shallowRef<number | null>(null);

  return {
    launching,
    launchedCount,
    launch: async (rows) => {
      if (launching.value.size > 0) return;
      launching.value = new Set(rows.map(([row]) => row));
      launchedCount.value = null;
      const queued: number[] = [];
      for (const [, spec] of rows) {
        const reply = await ask('experiment:launch', { spec });
        if (!reply.ok) break;
        queued.push(...reply.value.runIds);
      }
      await load();
      if (queued.length > 0) {
        launchedCount.value = queued.length;
        queue.sayQueued(queued);
      }
      launching.value = new Set();
    },
  };
}
