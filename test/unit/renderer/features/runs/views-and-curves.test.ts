import type { VueWrapper } from '@vue/test-utils';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import type { SeriesPoint } from '#shared/runs/run';
import RunsView from '../../../../../src-renderer/features/runs/RunsView.vue';
import { createFakeLab, ok, settled, type FakeLab } from '../../fake-lab';
import { showed } from '../../screen';
import { aSummary, NO_CHOICES } from '../../specimens';

const RUNS = Array.from({ length: 10 }, (_, index) => aSummary({ id: 10 - index, status: 'finished' }));
const seriesOf = (id: number): readonly SeriesPoint[] => [
  { metric: 'accuracy', split: 'test', epoch: 1, value: id / 100 },
  { metric: 'loss', split: 'test', epoch: 1, value: id },
];

let wrapper: VueWrapper;
async function open(): Promise<FakeLab> {
  const lab = createFakeLab({
    'run:list': () => ok({ runs: RUNS, total: RUNS.length }),
    'run:choices': () => ok({ ...NO_CHOICES, total: RUNS.length }),
    'run:series': ({ id }) => ok(seriesOf(id)),
    'run:best': () => ok({}),
  });
  wrapper = await showed(RunsView, {}, lab);
  await settled();
  return lab;
}
async function click(text: string): Promise<void> {
  const found = [...document.querySelectorAll('button')].find((button) => button.textContent.trim() === text);
  found?.click();
  await settled();
}
async function type(selector: string, value: string): Promise<void> {
  const field = document.querySelector<HTMLInputElement>(selector);
  if (field === null) throw new Error(`There is no ${selector}.`);
  field.value = value;
  field.dispatchEvent(new Event('input'));
  await settled();
  field.form?.dispatchEvent(new Event('submit'));
  await settled();
}
const press = async (key: string, held: object = {}): Promise<void> => {
  await wrapper.get('[role=grid]').trigger('keydown', { key, ...held });
  await settled();
};

beforeEach(() => {
  localStorage.clear();
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(500);
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(1000);
});
afterEach(() => {
  wrapper.unmount();
  vi.restoreAllMocks();
});

it('keeps a view under a name, shows it again, renames it and deletes it', async () => {
  const lab = await open();
  const kept = (): unknown[] => JSON.parse(localStorage.getItem('siamese-lab/runs-views') ?? '[]') as unknown[];
  wrapper
    .findAll('[role=columnheader] button')
    .find((button) => button.text() === 'Accuracy')
    ?.element.dispatchEvent(new MouseEvent('click', { bubbles: true }));
  await settled();
  await click('Views');
  await type('.pop-up form input', 'Best first');
  expect(kept()).toMatchObject([{ name: 'Best first', view: { sort: { by: 'accuracy', descending: true } } }]);
  expect(wrapper.find('.current').text()).toBe('Best first');
  wrapper
    .findAll('[role=columnheader] button')
    .find((button) => button.text() === 'Seed')
    ?.element.dispatchEvent(new MouseEvent('click', { bubbles: true }));
  await settled();
  expect(wrapper.find('.current').text()).toBe('Views');
  await click('Best first');
  expect(lab.asked.filter(([name]) => name === 'run:list').at(-1)?.[1]).toMatchObject({ sort: { by: 'accuracy' } });
  await click('Best first');
  document.querySelector<HTMLElement>('[aria-label="Rename the view Best first"]')?.click();
  await settled();
  await type('.pop-up li input', 'For the talk');
  expect(kept()).toMatchObject([{ name: 'For the talk' }]);
  document.querySelector<HTMLElement>('[aria-label="Delete the view For the talk"]')?.click();
  await settled();
  expect(kept()).toEqual([]);
});

it('draws the curves of the selected runs above the list, of eight at most, and is closed again', async () => {
  const lab = await open();
  const askedFor = () => lab.asked.flatMap(([name, args]) => (name === 'run:series' ? [args] : []));
  await press(' ');
  expect(askedFor()).toEqual([]);
  await click('Curves');
  expect(askedFor()).toEqual([{ id: 10 }]);
  expect(wrapper.get('.curves').text()).toContain('Test accuracy');
  await press('a', { ctrlKey: true });
  for (let row = 0; row < 9; row++) await press('ArrowDown', { shiftKey: true });
  expect(wrapper.get('.curves').text()).toContain('Drawn are the first 8 of 10 selected runs.');
  expect(wrapper.get('.curves').findAll('figure')[0]?.findAll('.key')).toHaveLength(8);
  await wrapper.get('[aria-label="Close the curves"]').trigger('click');
  expect(wrapper.find('.curves').exists()).toBe(false);
  expect(localStorage.getItem('siamese-lab/runs-curves')).toBe('closed');
});
