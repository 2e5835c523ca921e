import { expect, it } from 'vitest';

import HalvesPanel from '../../../../../src-renderer/features/run/HalvesPanel.vue';
import { show } from '../../screen';
import { anEvaluation } from '../../specimens';

const whole = { ...anEvaluation([[3, 1], [1, 3]]), protocol: 'duplicates' }; // prettier-ignore
const halves = [
  { ...anEvaluation([[4, 0], [1, 3]]), protocol: 'tower-a' }, // prettier-ignore
  { ...anEvaluation([[4, 0], [4, 0]]), protocol: 'tower-b' }, // prettier-ignore
];

function rowsOf(props: Record<string, unknown>): readonly (readonly string[])[] {
  const wrapper = show(HalvesPanel, { runId: 12, ...props });
  expect(wrapper.text()).toContain('Nothing is trained again');
  return wrapper.findAll('tbody tr').map((row) => row.findAll('th, td').map((cell) => cell.text()));
}

it('shows each half beside the whole', () => {
  expect(rowsOf({ whole, halves })).toEqual([
    ['whole', '0.7500', '0.7500', '0.7500', '–'],
    ['first half', '0.8750', '0.8750', '0.8730', '+0.1250'],
    ['second half', '0.5000', '0.5000', '0.3333', '−0.2500'],
  ]);
});

it('compares them with nothing where the whole was not asked', () => {
  expect(rowsOf({ whole: null, halves }).map(([name, , , , difference]) => [name, difference])).toEqual([
    ['first half', '–'],
    ['second half', '–'],
  ]);
});
