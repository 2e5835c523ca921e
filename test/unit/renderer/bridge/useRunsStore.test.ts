import { beforeEach, describe, expect, it } from 'vitest';

import type { RunQuery } from '#shared/runs/run-list';
import { PAGE_SIZE, useRunsStore } from '../../../../src-renderer/bridge/useRunsStore';
import { useRunSelectionStore } from '../../../../src-renderer/bridge/useRunSelectionStore';
import { createFakeLab, later, no, ok, openLab, settled, type FakeLab } from '../fake-lab';
import { aSummary, NO_CHOICES } from '../specimens';

const TOTAL = 250;

/** A lab of runs 250 … 1, newest first. */
function labOfRuns(total: () => number = () => TOTAL): FakeLab {
  return createFakeLab({
    'run:list': ({ offset, limit }) => {
      const count = Math.max(0, Math.min(limit, total() - offset));
      const runs = Array.from({ length: count }, (_, index) => aSummary({ id: total() - offset - index }));
      return ok({ runs, total: total() });
    },
    'run:choices': () => ok({ ...NO_CHOICES, total: total() }),
    'run:ids': () => ok(Array.from({ length: total() }, (_, index) => total() - index)),
  });
}

const offsetsAsked = (lab: FakeLab): readonly number[] =>
  lab.asked.flatMap(([name, args]) => (name === 'run:list' ? [(args as RunQuery).offset] : []));

const idAt = (index: number): number | undefined => {
  const line = useRunsStore().lineAt(index);
  return line?.kind === 'run' ? line.run.id : undefined;
};

beforeEach(() => localStorage.clear());

describe('the lines of the list', () => {
  it('are asked for when they come into sight, once', async () => {
    const lab = labOfRuns();
    openLab(lab);
    const store = useRunsStore();
    await store.open();
    expect([store.total, idAt(0), idAt(PAGE_SIZE)]).toEqual([TOTAL, 250, undefined]);
    await store.show(150, 220);
    await store.show(160, 230);
    expect(offsetsAsked(lab)).toEqual([0, 100, 200]);
    expect([idAt(150), idAt(249), idAt(250)]).toEqual([100, 1, undefined]);
  });

  it('stay on the screen while they are asked for anew, and those out of sight are forgotten', async () => {
    let total = TOTAL;
    const lab = labOfRuns(() => total);
    openLab(lab);
    const store = useRunsStore();
    await store.open();
    await store.show(120, 130);
    total = TOTAL + 1;
    lab.tell('runs:changed', { ids: [251] });
    expect(idAt(120)).toBe(130);
    await settled();
    expect([store.total, idAt(120), idAt(0)]).toEqual([251, 131, undefined]);
    expect(store.placeOf('run-130')).toBe(121);
  });

  it('are not asked for before the screen was opened', async () => {
    const lab = labOfRuns();
    openLab(lab);
    useRunsStore();
    lab.tell('runs:changed', { ids: null });
    await settled();
    expect(lab.asked).toEqual([]);
  });

  it('of the question before are thrown away', async () => {
    const slow = later<ReturnType<typeof ok<{ runs: readonly []; total: number }>>>();
    let isFirst = true;
    const lab = createFakeLab({
      'run:list': ({ offset }) => {
        if (offset === 0) return ok({ runs: isFirst ? [aSummary({ id: 9 })] : [], total: isFirst ? 150 : 0 });
        return slow.value;
      },
      'run:choices': () => ok(NO_CHOICES),
    });
    openLab(lab);
    const store = useRunsStore();
    await store.open();
    const shown = store.show(100, 120);
    isFirst = false;
    await store.look({ search: 'nothing' });
    slow.give(ok({ runs: [], total: 150 }));
    await shown;
    expect(store.total).toBe(0);
  });

  it('give way to the reason where the lab refuses', async () => {
    openLab(createFakeLab({ 'run:list': () => no('database-unreadable'), 'run:choices': () => ok(NO_CHOICES) }));
    const store = useRunsStore();
    await store.open();
    expect([store.total, store.failure?.code]).toEqual([null, 'database-unreadable']);
  });
});

describe('the view', () => {
  it('is asked with, and remembered', async () => {
    const lab = labOfRuns();
    openLab(lab);
    await useRunsStore().look({ status: 'finished', sort: { by: 'accuracy', descending: true } });
    expect(lab.asked[0]).toEqual([
      'run:list',
      { statuses: ['finished'], sort: { by: 'accuracy', descending: true }, offset: 0, limit: PAGE_SIZE },
    ]);
    openLab(labOfRuns());
    expect(useRunsStore().view).toMatchObject({ status: 'finished', sort: { by: 'accuracy' } });
  });

  it('asks nothing when only the columns change', async () => {
    const lab = labOfRuns();
    openLab(lab);
    await useRunsStore().look({ columns: ['id', 'seed'] });
    expect(lab.asked).toEqual([]);
  });

  it('grouped, asks for experiments and for the runs of those that are expanded', async () => {
    const lab = createFakeLab({
      'run:groups': () => ok({ lines: [], total: 0, runCount: 0 }),
      'run:choices': () => ok(NO_CHOICES),
    });
    openLab(lab);
    const store = useRunsStore();
    await store.look({ isGrouped: true });
    await store.toggle(4, true);
    expect(lab.asked.flatMap(([name, args]) => (name === 'run:groups' ? [args] : []))).toEqual([
      expect.objectContaining({ expanded: [], offset: 0 }),
      expect.objectContaining({ expanded: [4] }),
    ]);
  });
});

describe('the selection', () => {
  it('reaches over lines that were never on the screen', async () => {
    openLab(labOfRuns());
    const selection = useRunSelectionStore();
    await useRunsStore().open();
    selection.toggle(2);
    await selection.extendTo(230);
    expect(selection.ids).toHaveLength(229);
    expect([selection.selected.has(248), selection.selected.has(20), selection.selected.has(19)]).toEqual([
      true,
      true,
      false,
    ]);
  });

  it('takes every run of the filter, and lets go of one', async () => {
    openLab(labOfRuns());
    const selection = useRunSelectionStore();
    await useRunsStore().open();
    await selection.selectAll();
    expect(selection.ids).toHaveLength(TOTAL);
    selection.toggle(0);
    expect([selection.ids.length, selection.selected.has(250)]).toEqual([TOTAL - 1, false]);
  });
});
