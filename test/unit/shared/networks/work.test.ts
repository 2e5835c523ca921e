import { expect, it } from 'vitest';

import { DATASETS } from '#shared/datasets/datasets';
import { completeNetwork, type NetworkDraft } from '#shared/experiment/experiment';
import { planNetwork } from '#shared/networks/index';
import { multiplyAdds } from '#shared/networks/work';

const workOf = (network: NetworkDraft): number =>
  multiplyAdds(planNetwork(completeNetwork(network), DATASETS.get('shapes')));

/** The deck's tower on 32×32×3, counted by hand: places × kernel × channels in × channels out. */
const TOWER = 30 * 30 * 9 * 3 * 32 + 14 * 14 * 4 * 32 * 64 + 6 * 6 * 4 * 64 * 128 + 1152 * 32;

it('counts a kernel at every place of its output', () => {
  expect(workOf({ kind: 'vanilla' })).toBe(TOWER + 32 * 10);
});

it('counts a tower for each image, whether or not both share it', () => {
  expect(workOf({ kind: 'siamese-vanilla', towers: 'separate' })).toBe(2 * TOWER + 64 * 10);
  expect(workOf({ kind: 'siamese-vanilla', towers: 'shared' })).toBe(2 * TOWER + 64 * 10);
});

it('comes to the 398 million of VGG19 on images of 32×32', () => {
  expect(Math.round(workOf({ kind: 'vgg19' }) / 1e6)).toBe(398);
});
