import { defineStore } from 'pinia';
import { computed, shallowReadonly, shallowRef } from 'vue';
import { z } from 'zod';

import type { LabFailure } from '#shared/errors/errors';
import type { Reply } from '#shared/contract/ipc';
import type { LinePage, RunChoices, RunFilter, RunLine } from '#shared/runs/run-list';
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
  const view = useRememberedValue<RunsView>('runs-view', (stored) => runsViewSchema.catch(FIRST_VIEW).parse(stored));
  /** In pixels. */
  const scroll = useRememberedValue<number>('runs-scroll', (stored) => z.number().min(0).catch(0).parse(stored));
  /** Experiments whose runs are listed below them. */
  const expanded = shallowRef<ReadonlySet<number>>(new Set());

  const pages = shallowRef<Pages>(new Map());
  /** Lines in all; null until the first answer. */
  const total = shallowRef<number | null>(null);
  const runCount = shallowRef(0);
  const choices = shallowRef<RunChoices | null>(null);
  const failure = shallowRef<LabFailure | null>(null);

  /** Pages on the screen. */
  let visible = { first: 0, last: 0 };
  /** Another question: answers to the one before are of no use. */
  let question = 0;
  const asked = new Set<number>();

  const filter = computed((): RunFilter => filterOf(view.value));
  /** The list whose answer is on the screen; a change of it goes back to the top. */
  const listKey = computed(() => JSON.stringify([filter.value, view.value.sort, view.value.isGrouped]));

  async function ask(page: number): Promise<Reply<LinePage>> {
    const query = { ...filter.value, sort: view.value.sort, offset: page * PAGE_SIZE, limit: PAGE_SIZE };
    if (view.value.isGrouped) return lab.ask('run:groups', { ...query, expanded: [...expanded.value] });
    const reply = await lab.ask('run:list', query);
    if (!reply.ok) return reply;
    const lines = reply.value.runs.map((run): RunLine => ({ kind: 'run', run, isInGroup: false }));
    return { ok: true, value: { lines, total: reply.value.total, runCount: reply.value.total } };
  }

  function take(answer: LinePage): void {
    total.value = answer.total;
    runCount.value = answer.runCount;
  }

  /** Asks anew for what is on the screen, which stays there until the answer is. */
  const load = coalesced(async () => {
    question += 1;
    const mine = question;
    asked.clear();
    const { first, last } = visible;
    const numbers = Array.from({ length: last - first + 1 }, (_, index) => first + index);
    const [replies, found] = await Promise.all([
      Promise.all(numbers.map((page) => ask(page))),
      lab.ask('run:choices', null),
    ]);
    if (mine !== question) return;
    if (found.ok) choices.value = found.value;
    const refused = replies.find((reply) => !reply.ok);
    failure.value = refused?.failure ?? null;
    if (refused !== undefined) return;
    const next = new Map<number, readonly RunLine[]>();
    replies.forEach((reply, index) => {
      if (reply.ok) next.set(first + index, reply.value.lines);
    });
    pages.value = next;
    for (const reply of replies) if (reply.ok) take(reply.value);
  });

  async function loadPage(page: number): Promise<void> {
    if (asked.has(page) || pages.value.has(page)) return;
    asked.add(page);
    const mine = question;
    const reply = await ask(page);
    asked.delete(page);
    if (mine !== question) return;
    failure.value = reply.ok ? null : reply.failure;
    if (!reply.ok) return;
    pages.value = new Map(pages.value).set(page, reply.value.lines);
    take(reply.value);
  }

  /** Makes sure that the lines from one to another are there. */
  async function ensure(first: number, last: number): Promise<void> {
    const from = Math.max(0, Math.floor(first / PAGE_SIZE));
    const to = Math.max(from, Math.floor(last / PAGE_SIZE));
    await Promise.all(Array.from({ length: to - from + 1 }, (_, index) => loadPage(from + index)));
  }

  /** Tells which lines are on the screen. */
  async function show(first: number, last: number): Promise<void> {
    visible = { first: Math.floor(Math.max(0, first) / PAGE_SIZE), last: Math.floor(Math.max(0, last) / PAGE_SIZE) };
    if (total.value !== null) await ensure(first, last);
  }

  /** Looks at the list in another way. */
  async function look(change: Partial<RunsView>): Promise<void> {
    const before = listKey.value;
    view.value = { ...view.value, ...change };
    if (listKey.value === before) return;
    visible = { first: 0, last: 0 };
    await load();
  }

  async function toggle(experimentId: number, isExpanded: boolean): Promise<void> {
    const next = new Set(expanded.value);
    if (isExpanded) next.add(experimentId);
    else next.delete(experimentId);
    expanded.value = next;
    await load();
  }

  /** Undefined while the line has not been asked for, or is on its way. */
  function lineAt(index: number): RunLine | undefined {
    return pages.value.get(Math.floor(index / PAGE_SIZE))?.[index % PAGE_SIZE];
  }

  /** Where a line is now, among those that are there. */
  function placeOf(key: string): number | undefined {
    for (const [page, lines] of pages.value) {
      const place = lines.findIndex((line) => keyOf(line) === key);
      if (place !== -1) return page * PAGE_SIZE + place;
    }
    return undefined;
  }

  let isShown = false;
  async function open(): Promise<void> {
    isShown = true;
    await load();
  }
  lab.listen('runs:changed', () => {
    if (isShown) void load();
  });

  return {
    view,
    scroll,
    pages: shallowReadonly(pages),
    total: shallowReadonly(total),
    runCount: shallowReadonly(runCount),
    choices: shallowReadonly(choices),
    failure: shallowReadonly(failure),
    filter,
    listKey,
    open,
    load,
    ensure,
    show,
    look,
    toggle,
    lineAt,
    placeOf,
  };
});
