import { expect, it } from 'vitest';

import { summariseRotations } from '#shared/metrics/discrimination';
import DiscriminationPanel from '../../../../../src-renderer/features/run/DiscriminationPanel.vue';
import { show } from '../../screen';

const compared = summariseRotations([
  { rotation: 1, confusion: [[90, 0], [10, 0]] }, // prettier-ignore
  { rotation: 10, confusion: [[85, 5], [4, 6]] }, // prettier-ignore
]);

it('leads with F1 and shows the floor beside the accuracy, each figure with its run', () => {
  const wrapper = show(DiscriminationPanel, { runId: 12, compared });
  expect(wrapper.findAll('dt').map((name) => name.text()).slice(0, 3)).toEqual([
    'F1 of “same”',
    'Balanced accuracy',
    'Accuracy',
  ]); // prettier-ignore
  expect(wrapper.findAll('.value')[2]?.text()).toBe('0.9050 run 12');
  expect(wrapper.text()).toContain('always answering “different” gives 0.9000');
});

it('shows the matrix of the last rotation', () => {
  const table = show(DiscriminationPanel, { runId: 12, compared }).get('table');
  expect(table.attributes('aria-label')).toBe('Pairs of rotation 10: truth and prediction');
  expect(table.findAll('tbody tr').map((row) => row.findAll('th, td').map((cell) => cell.text()))).toEqual([
    ['different', '85', '5'],
    ['same', '4', '6'],
  ]);
});
