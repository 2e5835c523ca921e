import { expect, it } from 'vitest';

import { DATASETS } from '#shared/datasets/datasets';
import { completeNetwork, type NetworkDraft } from '#shared/experiment/experiment';
import { planNetwork } from '#shared/networks/index';
import NetworkTable from '../../../../../src-renderer/features/design/NetworkTable.vue';
import { show } from '../../screen';

const tableOf = (network: NetworkDraft, dataset: 'cifar10' | 'emnist-letters' = 'cifar10') =>
  show(NetworkTable, { plan: planNetwork(completeNetwork(network), DATASETS.get(dataset)) });

it.each([
  ['vanilla', tableOf({ kind: 'vanilla' }), '79,274'],
  ['siamese', tableOf({ kind: 'siamese-vanilla', towers: 'separate', head: 'concatenate' }), '158,538'],
  ['EMNIST', tableOf({ kind: 'emnist' }, 'emnist-letters'), '5,414,938'],
])('sums up the parameters of the %s network', (_name, table, sum) => {
  expect(table.get('tfoot').text()).toContain(sum);
});

it('says alike towers once, then the head and the output', () => {
  const table = tableOf({ kind: 'siamese-vanilla', towers: 'separate', head: 'concatenate' });
  expect(table.findAll('.group').map((group) => group.text())).toEqual([
    'Towers A, B: alike, each with weights of its own2 × 78,944',
    'Output: class650',
  ]);
  const rows = table.findAll('tbody tr').map((row) => row.findAll('th, td').map((cell) => cell.text()));
  expect(rows).toContainEqual(['head', 'Concatenate 32 + 32', '64', '0']);
  expect(rows).toContainEqual(['conv1', 'Conv 32, 3×3, valid, ReLU', '30 × 30 × 32', '2 × 896']);
});

it('says that a shared tower is applied to both images', () => {
  const table = tableOf({ kind: 'siamese-vanilla', towers: 'shared', head: 'absoluteDifference' });
  expect(table.get('.group').text()).toBe('One tower, applied to both images78,944');
});
