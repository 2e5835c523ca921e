import type { VueWrapper } from '@vue/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { aggregate } from '#shared/metrics/aggregate';
import type { RunSummary } from '#shared/runs/run';
import type { RunChoices } from '#shared/runs/run-list';
import RunsView from '../../../../../src-renderer/features/runs/RunsView.vue';
import { createFakeLab, ok, settled, type FakeLab } from '../../fake-lab';
import { showed } from '../../screen';
import { aSpec, aSummary, NO_CHOICES, TRAINING } from '../../specimens';

const RUNS = Array.from({ length: 60 }, (_, index) =>
  aSummary({
    id: 60 - index,
    status: 'finished',
    endedAt: 360_000,
    trainedFor: 34_000,
    epochsDone: 10,
    figures: { accuracy: 0.9312, 'macro-f1': 0.93 },
  }),
);

function labOf(runs: () => readonly RunSummary[], choices: Partial<RunChoices> = {}): FakeLab {
  return createFakeLab({
    'run:list': ({ offset, limit }) => ok({ runs: runs().slice(offset, offset + limit), total: runs().length }),
    'run:choices': () => ok({ ...NO_CHOICES, total: runs().length, ...choices }),
    'run:delete': () => ok(null),
    'run:restore': () => ok(null),
  });
}

let wrapper: VueWrapper;
const grid = () => wrapper.get('[role=grid], [role=treegrid]');
const active = () => wrapper.get(`#${grid().attributes('aria-activedescendant') ?? 'none'}`);
const press = async (key: string, held: object = {}): Promise<void> => {
  await grid().trigger('keydown', { key, ...held });
  await settled();
};
async function open(lab: FakeLab): Promise<void> {
  wrapper = await showed(RunsView, {}, lab);
  await settled();
}

beforeEach(() => {
  localStorage.clear();
  // the document is not laid out here: a window of ten lines
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(340);
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(1000);
});
afterEach(() => {
  wrapper.unmount();
  vi.restoreAllMocks();
});

describe('the table of runs', () => {
  it('tells a paused run from a running one, in its line and among the filters', async () => {
    const paused = aSummary({ id: 7, status: 'running', pausedAt: 5 });
    const statuses = [
      { value: 'running', count: 1 },
      { value: 'paused', count: 2 },
    ] as const;
    const lab = labOf(() => [paused], { statuses });
    await open(lab);
    expect(wrapper.get('[data-row] .status').text()).toBe('paused');
    const filter = wrapper.findAll('select').find((each) => each.find('option[value=paused]').exists());
    expect(filter?.findAll('option').map((option) => option.text())).toEqual([
      'Status: all',
      'running (1)',
      'paused (2)',
    ]);
    await filter?.setValue('paused');
    await settled();
    expect(lab.asked).toContainEqual(['run:list', expect.objectContaining({ statuses: ['paused'] })]);
  });

  it('draws the lines in sight, and tells how many there are and which these are', async () => {
    await open(labOf(() => RUNS));
    const lines = wrapper.findAll('[data-row]');
    expect(lines.length).toBeLessThan(30);
    expect(grid().attributes('aria-rowcount')).toBe('61');
    expect(lines[0]?.attributes('aria-rowindex')).toBe('2');
    expect(lines[0]?.get('a').attributes('href')).toBe('/runs/60');
    expect(lines[0]?.text()).toMatch(/0\.9312.*0\.9300.*34s/);
  });

  it('is sorted by the head of a column, by mouse and by key', async () => {
    const lab = labOf(() => RUNS);
    await open(lab);
    await wrapper
      .findAll('[role=columnheader] button')
      .find((button) => button.text() === 'Accuracy')
      ?.trigger('click');
    await settled();
    expect(lab.asked.filter(([name]) => name === 'run:list').at(-1)?.[1]).toMatchObject({
      sort: { by: 'accuracy', descending: true },
    });
    expect(wrapper.get('[aria-sort=descending]').text()).toBe('Accuracy');
    await press('ArrowUp');
    for (let column = 0; column < 4; column++) await press('ArrowRight');
    expect(active().text()).toBe('Accuracy');
    await press('Enter');
    expect(wrapper.get('[aria-sort=ascending]').text()).toBe('Accuracy');
  });

  it('widens a column by the keyboard, and remembers it', async () => {
    await open(labOf(() => RUNS));
    const tracks = () => (grid().element as HTMLElement).style.getPropertyValue('--tracks').split(' ');
    await press('ArrowUp');
    await press('ArrowRight');
    const before = tracks()[1];
    await press('ArrowRight', { shiftKey: true });
    await press('ArrowRight', { shiftKey: true });
    await press('ArrowLeft', { shiftKey: true });
    expect([before, tracks()[1]]).toEqual(['60px', '76px']);
    expect(localStorage.getItem('siamese-lab/runs-view')).toContain('"widths":{"id":76}');
    for (let press40 = 0; press40 < 9; press40++) await press('ArrowLeft', { shiftKey: true });
    expect(tracks()[1]).toBe('40px');
  });

  it('moves, selects, deletes and brings back by keys', async () => {
    const lab = labOf(() => RUNS);
    await open(lab);
    await press('ArrowDown');
    expect(active().attributes('aria-rowindex')).toBe('3');
    await press(' ');
    await press('ArrowDown', { shiftKey: true });
    expect(wrapper.findAll('[aria-selected=true]').map((line) => line.attributes('data-row'))).toEqual(['1', '2']);
    expect(wrapper.text()).toContain('2 selected');
    await press('Delete');
    expect(lab.asked.find(([name]) => name === 'run:delete')).toEqual(['run:delete', { ids: [59, 58] }]);
    await press('z', { ctrlKey: true });
    expect(lab.asked.at(-1)).toEqual(['run:restore', { ids: [59, 58] }]);
    await press('End');
    expect(active().attributes('aria-rowindex')).toBe('61');
  });

  it('keeps the active run when another comes above it', async () => {
    let runs = RUNS;
    const lab = labOf(() => runs);
    await open(lab);
    await press('ArrowDown');
    expect(active().get('a').text()).toContain('59');
    runs = [aSummary({ id: 61 }), ...RUNS];
    lab.tell('runs:changed', { ids: [61] });
    await settled();
    await settled();
    expect(active().get('a').text()).toContain('59');
    expect(active().attributes('aria-rowindex')).toBe('4');
  });

  it('shows how far a running run is', async () => {
    const lab = labOf(() => [aSummary({ id: 1, status: 'running' })]);
    await open(lab);
    lab.tell('run:progress', { id: 1, progress: TRAINING });
    await settled();
    expect(wrapper.get('[data-row="0"]').text()).toMatch(/running 30%.*1 of 10/);
  });

  it('marks a figure that the test set has chosen', async () => {
    const spec = aSpec({ training: { keep: 'best-validation' } });
    const figures = { status: 'finished', figures: { accuracy: 0.9, 'macro-f1': 0.9 } } as const;
    await open(labOf(() => [aSummary({ id: 2, spec, ...figures }), aSummary({ id: 1, ...figures })]));
    const marks = wrapper.findAll('[data-row]').map((line) => line.findAll('.accuracy [role=img]').length);
    expect(marks).toEqual([1, 0]);
  });

  it('offers to compare two to eight', async () => {
    await open(labOf(() => RUNS));
    await press(' ');
    expect(wrapper.findAll('a').map((link) => link.text())).not.toContain('Compare');
    await press('ArrowDown');
    await press(' ');
    const compare = wrapper.findAll('a').find((link) => link.text() === 'Compare');
    expect(compare?.attributes('href')).toBe('/compare?runs=60,59');
  });
});

it('by experiment shows the mean, its spread and n, and folds by keys', async () => {
  const first = aSummary({ id: 8, status: 'finished', experimentId: 3 });
  const lab = createFakeLab({
    'run:groups': ({ expanded }) => {
      const isExpanded = expanded.includes(3);
      const figures = {
        accuracy: aggregate([0.5, 0.6]),
        macroF1: null,
        epochs: null,
        duration: null,
        imagesPerSecond: null,
      };
      const group = { experimentId: 3, runIds: [8, 7, 6], finishedCount: 2, first, figures, metrics: {} };
      const run = { kind: 'run', run: first, isInGroup: true } as const;
      return ok({
        lines: [{ kind: 'group', group, isExpanded }, ...(isExpanded ? [run] : [])],
        total: isExpanded ? 2 : 1,
        runCount: 3,
      });
    },
    'run:choices': () => ok({ ...NO_CHOICES, total: 3 }),
  });
  localStorage.setItem('siamese-lab/runs-view', JSON.stringify({ isGrouped: true }));
  await open(lab);
  expect(grid().attributes('role')).toBe('treegrid');
  expect(active().text()).toMatch(/3 runs.*2 of 3 finished.*0\.5500 ± 0\.0707 \(n = 2\)/);
  expect(active().attributes('aria-expanded')).toBe('false');
  await press('ArrowRight');
  expect(active().attributes('aria-expanded')).toBe('true');
  expect(wrapper.get('[data-row="1"]').attributes('aria-level')).toBe('2');
  await press('ArrowDown');
  await press('ArrowLeft');
  expect(active().attributes('data-row')).toBe('0');
  await press(' ');
  expect(wrapper.text()).toContain('3 selected');
});

describe('with nothing to show', () => {
  it('says what to do first', async () => {
    await open(labOf(() => []));
    expect(wrapper.text()).toContain('No runs yet');
    expect(wrapper.get('.empty a').attributes('href')).toBe('/new');
  });

  it('says that nothing matches, and shows all again', async () => {
    const lab = labOf(() => [], { total: 12 });
    localStorage.setItem('siamese-lab/runs-view', JSON.stringify({ status: 'failed' }));
    await open(lab);
    expect(wrapper.get('.empty').text()).toContain('There are 12 runs in all');
    await wrapper.get('.empty button').trigger('click');
    await settled();
    expect(lab.asked.filter(([name]) => name === 'run:list').at(-1)?.[1]).not.toHaveProperty('statuses');
  });

  it('says that all are in the archive', async () => {
    await open(labOf(() => [], { total: 2, archived: 2 }));
    expect(wrapper.get('.empty').text()).toContain('Every run is archived');
  });
});
