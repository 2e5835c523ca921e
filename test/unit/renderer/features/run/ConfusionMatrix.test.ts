import { beforeEach, expect, it } from 'vitest';

import ConfusionMatrix from '../../../../../src-renderer/features/run/ConfusionMatrix.vue';
import { show } from '../../screen';

const props = {
  runId: 12,
  classNames: ['cat', 'dog', 'ship'],
  confusion: [
    [6, 4, 0],
    [1, 9, 0],
    [0, 0, 0],
  ],
  theme: 'light',
  chosen: null,
};

beforeEach(() => {
  localStorage.clear();
});

it('is a table with the truth in its rows and the prediction in its columns', () => {
  const table = show(ConfusionMatrix, props).get('table');
  expect(table.findAll('thead th[scope=col]').map((header) => header.text())).toEqual(['Truth', 'cat', 'dog', 'ship']);
  expect(table.findAll('tbody tr').map((row) => row.findAll('th, td').map((cell) => cell.text()))).toEqual([
    ['cat', '6', '4', '0'],
    ['dog', '1', '9', '0'],
    ['ship', '0', '0', '0'],
  ]);
});

it('is named by its heading and says which run it belongs to', () => {
  const wrapper = show(ConfusionMatrix, props);
  const heading = wrapper.get(`#${wrapper.get('table').attributes('aria-labelledby') ?? ''}`);
  expect([heading.text(), wrapper.get('.source').text()]).toEqual(['Confusion matrix', 'run 12']);
});

it('shows the shares of each row on demand, and the next matrix shows them too', async () => {
  const wrapper = show(ConfusionMatrix, props);
  await wrapper.get('input[value=row]').setValue();
  const texts = wrapper.findAll('tbody tr:first-child td').map((cell) => cell.text());
  expect(texts).toEqual(['0.60', '0.40', '0.00']);
  expect(show(ConfusionMatrix, props).get('tbody td').text()).toBe('0.60');
});

it('colours by the share of the row whichever numbers it shows', async () => {
  const wrapper = show(ConfusionMatrix, props);
  const style = (): string | undefined => wrapper.get('tbody td').attributes('style');
  const before = style();
  await wrapper.get('input[value=row]').setValue();
  expect([before, style()]).toEqual([expect.stringContaining('background-color'), before]);
});

it('reads out the cell that is pointed at', async () => {
  const wrapper = show(ConfusionMatrix, props);
  await wrapper.findAll('tbody td')[1]?.trigger('mouseenter');
  expect(wrapper.get('.reading').text()).toBe('cat predicted as dog: 4 of 10, 0.40');
});

it('shows the shares of each column, and colours by them', async () => {
  const wrapper = show(ConfusionMatrix, props);
  const before = wrapper.get('tbody td').attributes('style');
  await wrapper.get('input[value=column]').setValue();
  const texts = wrapper.findAll('tbody tr').map((row) => row.findAll('td').map((cell) => cell.text()));
  expect(texts).toEqual([
    ['0.86', '0.31', '0.00'],
    ['0.14', '0.69', '0.00'],
    ['0.00', '0.00', '0.00'],
  ]);
  expect(wrapper.get('tbody td').attributes('style')).not.toBe(before);
  expect(wrapper.get('.legend').text()).toContain('share of the column');
});

it('tells which cell was chosen, and marks the one that is', async () => {
  const wrapper = show(ConfusionMatrix, { ...props, chosen: { truth: 1, predicted: 0 } });
  await wrapper.get('button[aria-label^="cat predicted as dog"]').trigger('click');
  expect(wrapper.emitted('choose')).toMatchObject([[{ truth: 0, predicted: 1, count: 4 }]]);
  expect(wrapper.findAll('[aria-pressed=true]').map((button) => button.attributes('aria-label'))).toEqual([
    'dog predicted as cat: 1 of 10, 0.10',
  ]);
});

it('is walked by the arrow keys, with one stop for the Tab key', async () => {
  const wrapper = show(ConfusionMatrix, props);
  const stops = (): readonly (string | undefined)[] =>
    wrapper.findAll('tbody [tabindex="0"]').map((button) => button.attributes('aria-label'));
  expect(stops()).toEqual(['cat predicted as cat: 6 of 10, 0.60']);
  for (const key of ['ArrowDown', 'ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowUp']) {
    await wrapper.get('tbody').trigger('keydown', { key });
  }
  expect(stops()).toEqual(['cat predicted as ship: 0 of 10, 0.00']);
  expect(document.activeElement?.getAttribute('aria-label')).toBe('cat predicted as ship: 0 of 10, 0.00');
});
