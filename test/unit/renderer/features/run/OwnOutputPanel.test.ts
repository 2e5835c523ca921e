import { expect, it } from 'vitest';

import OwnOutputPanel from '../../../../../src-renderer/features/run/OwnOutputPanel.vue';
import { show } from '../../screen';
import { anOwnOutput } from '../../specimens';

it('leads with what a floor cannot reach, and shows the accuracy beside its floor', () => {
  const wrapper = show(OwnOutputPanel, { runId: 12, evaluation: anOwnOutput(), isResult: true });
  expect(wrapper.get('h2').text()).toBe('Result: same or different, by the network’s own output');
  expect(wrapper.text()).toContain('200 pairs');
  const tiles = wrapper.findAll('dt').map((name, index) => [name.get('span').text(), wrapper.findAll('.value')[index]?.text()]);
  expect(tiles).toEqual([
    ['F1 of “same”', '0.2857 run 12'],
    ['Balanced accuracy', '0.6361 run 12'],
    ['ROC-AUC', '0.8500 run 12'],
    ['Accuracy', '0.9050 run 12'],
    ['PR-AUC', '0.5000 run 12'],
    ['Equal error rate', '0.2500 run 12'],
  ]);
  expect(wrapper.text()).toContain('always answering “different” gives 0.9000');
  expect(wrapper.text()).toContain('Mean of 2 rotations, from 0.0000 to 0.5714');
});

it('says what the threshold was chosen on', () => {
  const textOf = (threshold: ReturnType<typeof anOwnOutput>['threshold']): string =>
    show(OwnOutputPanel, { runId: 12, evaluation: anOwnOutput({ threshold }), isResult: false })
      .get('.threshold')
      .text();
  expect(textOf({ kind: 'fixed', value: 0.5 })).toBe(
    'A pair is called “same” from a probability of 0.5 on. Nothing was held out to choose it on.',
  );
  expect(textOf({ kind: 'validation', value: 0.3125, goal: 'f1', pairs: 5000 })).toBe(
    'A pair is called “same” from a probability of 0.3125 on: the best F1 on 5,000 validation pairs.',
  );
});

it('shows every rotation by itself, with its floor and its counts', () => {
  const rows = show(OwnOutputPanel, { runId: 12, evaluation: anOwnOutput(), isResult: false }).findAll('tbody tr');
  expect(rows.map((row) => row.findAll('th, td').map((cell) => cell.text()))).toEqual([
    ['1', '0.5714', '0.7722', '0.9000', '0.6000', '0.2000', '0.9100', '0.9000', '85', '5', '4', '6'],
    ['2', '0.0000', '0.5000', '0.8000', '0.4000', '0.3000', '0.9000', '0.9000', '90', '0', '10', '0'],
  ]);
});

it('shows no order where all pairs are of one kind', () => {
  const { metrics } = anOwnOutput();
  const [first] = metrics.perSet;
  const one = {
    ...metrics,
    mean: { ...metrics.mean, ranking: null },
    perSet: [{ ...first, rotation: null, ranking: null }],
  };
  const evaluation = { ...anOwnOutput({ protocol: 'random-permutation' }), metrics: one };
  const wrapper = show(OwnOutputPanel, { runId: 12, evaluation, isResult: false });
  expect(wrapper.get('h2').text()).toBe('The same with random partners');
  expect(wrapper.text()).toContain('there is no order to judge');
  expect(
    wrapper
      .findAll('tbody tr th, tbody tr td')
      .map((cell) => cell.text())
      .slice(0, 6),
  ).toEqual(['random', '0.5714', '0.7722', '–', '–', '–']);
});
