import { defineStore } from 'pinia';
import { computed, shallowReadonly, shallowRef, type ComputedRef, type Ref, type ShallowRef } from 'vue';
import { z } from 'zod';

import type { LabFailure } from '#shared/errors/errors';
import type { Reply } from '#shared/contract/ipc';
import { isRunColumn, metricOfColumn } from '#shared/runs/list-column';
import type { LinePage, RunChoices, RunFilter, RunLine, RunPage } from '#shared/runs/run-list';
import { useRememberedValue } from './useRememberedValue';
import { coalesced } from './coalesce';
import { filterOf, FIRST_VIEW, runsViewSchema, type RunsView } from './runs-view';
import { useLab } from './lab';

/** Lines are asked for so many at a time. */
export const PAGE_SIZE = 100;

type Pages = ReadonlyMap<number, readonly RunLine[]>;

/** Names a line for as long as it is listed, wherever it moves. */
export function keyOf(line: RunLine): string {
  return line.kind === 'run' ? `run-${line.run.id}` : `experiment-${line.group.experimentId}`;
}

/** The list of runs: how it is looked at, and those of its lines that were asked for. */
export const useRunsStore = defineStore('runs', () => {
  const lab = useLab();
  const looks = useLooks();
  const { view, filter, listKey } = looks;
  /** Experiments whose runs are listed below them. */
  const expanded = shallowRef<ReadonlySet<number>>(new Set());
  const choices = shallowRef<RunChoices | null>(null);
  const { total, reload, loadPage, ...cache } = useCache(
    async (offset: number, limit: number): Promise<Reply<LinePage>> => {
      const query = { ...filter.value, sort: view.value.sort, offset, limit };
      if (view.value.isGrouped) {
        return lab.ask('run:groups', { ...query, expanded: [...expanded.value], metrics: looks.metrics.value });
      }
      return singleRuns(await lab.ask('run:list', query));
    },
  );
  let visible: PageRange = { first: 0, last: 0 };

  /** Asks anew for what is on the screen, which stays there until the answer is. */
  const load = coalesced(async () => {
    const [, found] = await Promise.all([reload(visible), lab.ask('run:choices', null)]);
    if (found.ok) choices.value = found.value;
  });

  /** Makes sure that the lines from one to another are there. */
  async function ensure(first: number, last: number): Promise<void> {
    await Promise.all(pageNumbers(pagesOf(first, last)).map(loadPage));
  }

  /** Tells which lines are on the screen. */
  async function show(first: number, last: number): Promise<void> {
    visible = pagesOf(first, last);
    if (total.value !== null) await ensure(first, last);
  }

  /** Looks at the list in another way. */
  async function look(change: Partial<RunsView>): Promise<void> {
    const [list, means] = [listKey.value, looks.metrics.value.join()];
    view.value = { ...view.value, ...change };
    if (listKey.value !== list) visible = { first: 0, last: 0 };
    else if (!view.value.isGrouped || looks.metrics.value.join() === means) return;
    await load();
  }

  async function toggle(experimentId: number, isExpanded: boolean): Promise<void> {
    const next = new Set(expanded.value);
    if (isExpanded) next.add(experimentId);
    else next.delete(experimentId);
    expanded.value = next;
    await load();
  }

  let isShown = false;
  async function open(): Promise<void> {
    isShown = true;
    await load();
  }
  lab.listen('runs:changed', () => {
    if (isShown) void load();
  });

  return { ...looks, ...cache, total, choices: shallowReadonly(choices), open, load, ensure, show, look, toggle };
});

interface Looks {
  readonly view: Ref<RunsView>;
  /** In pixels. */
  readonly scroll: Ref<number>;
  readonly filter: ComputedRef<RunFilter>;
  /** The list whose answer is on the screen; a change of it goes back to the top. */
  readonly listKey: ComputedRef<string>;
  /** Metrics whose figures the columns show, but for those of each group. */
  readonly metrics: ComputedRef<readonly string[]>;
}

/** How the list is looked at, which outlives the window. */
function useLooks(): Looks {
  const view = useRememberedValue<RunsView>('runs-view', (stored) => runsViewSchema.catch(FIRST_VIEW).parse(stored));
  const scroll = useRememberedValue<number>('runs-scroll', (stored) => z.number().min(0).catch(0).parse(stored));
  const filter = computed(() => filterOf(view.value));
  const listKey = computed(() => JSON.stringify([filter.value, view.value.sort, view.value.isGrouped]));
  const metrics = computed(() =>
    view.value.columns.flatMap((column) => (isRunColumn(column) ? [] : (metricOfColumn(column) ?? []))),
  );
  return { view, scroll, filter, listKey, metrics };
}

/** Both ends belong to it. */
interface PageRange {
  readonly first: number;
  readonly last: number;
}

/** The pages with the lines from one to another. */
function pagesOf(first: number, last: number): PageRange {
  const from = Math.floor(Math.max(0, first) / PAGE_SIZE);
  return { first: from, last: Math.max(from, Math.floor(last / PAGE_SIZE)) };
}

function pageNumbers({ first, last }: PageRange): readonly number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

function singleRuns(reply: Reply<RunPage>): Reply<LinePage> {
  if (!reply.ok) return reply;
  const { runs, total } = reply.value;
  const lines = runs.map((run): RunLine => ({ kind: 'run', run, isInGroup: false }));
  return { ok: true, value: { lines, total, runCount: total } };
}

interface Cache {
  readonly pages: Readonly<ShallowRef<Pages>>;
  /** Lines in all; null until the first answer. */
  readonly total: Readonly<ShallowRef<number | null>>;
  readonly runCount: Readonly<ShallowRef<number>>;
  readonly failure: Readonly<ShallowRef<LabFailure | null>>;
  /** Asks for pages anew, which replace all that were there. One at a time. */
  readonly reload: (range: PageRange) => Promise<void>;
  /** Asks for a page that is neither there nor on its way. */
  readonly loadPage: (page: number) => Promise<void>;
  /** Undefined while the line has not been asked for, or is on its way. */
  readonly lineAt: (index: number) => RunLine | undefined;
  /** Where a line is now, among those that are there. */
  readonly placeOf: (key: string) => number | undefined;
}

/** The lines that were asked for, by pages. */
function useCache(ask: (offset: number, limit: number) => Promise<Reply<LinePage>>): Cache {
  const pages = shallowRef<Pages>(new Map());
  const total = shallowRef<number | null>(null);
  const runCount = shallowRef(0);
  const failure = shallowRef<LabFailure | null>(null);
  const asked = new Set<number>();
  /** Counts reloads: an answer to a question from before the last one is of no use. */
  let generation = 0;
  const askFor = (page: number): Promise<Reply<LinePage>> => ask(page * PAGE_SIZE, PAGE_SIZE);

  /** Takes answers, or the first refusal among them. */
  function take(answers: readonly (readonly [number, Reply<LinePage>])[], known: Pages): void {
    const next = new Map(known);
    failure.value = answers.map(([, reply]) => reply).find((reply) => !reply.ok)?.failure ?? null;
    if (failure.value !== null) return;
    for (const [page, reply] of answers) {
      if (!reply.ok) continue;
      next.set(page, reply.value.lines);
      total.value = reply.value.total;
      runCount.value = reply.value.runCount;
    }
    pages.value = next;
  }

  return {
    pages: shallowReadonly(pages),
    total: shallowReadonly(total),
    runCount: shallowReadonly(runCount),
    failure: shallowReadonly(failure),
    reload: async (range) => {
      generation += 1;
      asked.clear();
      const answers = pageNumbers(range).map(async (page) => [page, await askFor(page)] as const);
      take(await Promise.all(answers), new Map());
    },
    loadPage: async (page) => {
      if (asked.has(page) || pages.value.has(page)) return;
      asked.add(page);
      const mine = generation;
      const reply = await askFor(page);
      asked.delete(page);
      if (mine === generation) take([[page, reply]], pages.value);
    },
    lineAt: (index) => pages.value.get(Math.floor(index / PAGE_SIZE))?.[index % PAGE_SIZE],
    placeOf: (key) => {
      for (const [page, lines] of pages.value) {
        const place = lines.findIndex((line) => keyOf(line) === key);
        if (place !== -1) return page * PAGE_SIZE + place;
      }
      return undefined;
    },
  };
}
