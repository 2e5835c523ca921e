import { describe, expect, it } from 'vitest';

import { sizeOf } from '#shared/networks/layer';
import { siameseVgg16BnPlan } from '#shared/networks/siamese-vgg16-bn';
import { layersOf, parameterCount, weightsOf, type NetworkPlan } from '#shared/networks/plan';
import { vgg16BnPlan } from '#shared/networks/vgg16-bn';

// A convolution has 9 · in · out + out parameters, a batch normalisation 4 · channels, half of them moving moments:
//   block 1:  3→64 1,792        64→64 36,928          38,720   2 × 256      512
//   block 2:  64→128 73,856     128→128 147,584      221,440   2 × 512    1,024
//   block 3:  128→256 295,168   2 × 590,080        1,475,328   3 × 1,024  3,072
//   block 4:  256→512 1,180,160 2 × 2,359,808      5,899,776   3 × 2,048  6,144
//   block 5:                    3 × 2,359,808      7,079,424   3 × 2,048  6,144
const CONVOLUTIONS = 38_720 + 221_440 + 1_475_328 + 5_899_776 + 7_079_424;
const NORMALISATIONS = 512 + 1_024 + 3_072 + 6_144 + 6_144;
// Dense 512·512 + 512, its normalisation 4 · 512, the classes 512·10 + 10
const DENSE = 262_656 + 2_048 + 5_130;

const trainedCount = (plan: NetworkPlan): number =>
  weightsOf(plan).reduce((sum, { shape, trainable }) => sum + (trainable ? sizeOf(shape) : 0), 0);

describe('VGG16-BN', () => {
  const plan = vgg16BnPlan([32, 32, 3], 10);

  it('has the 15,001,418 parameters that Keras counts, and trains all but its moving moments', () => {
    expect(CONVOLUTIONS + NORMALISATIONS + DENSE).toBe(15_001_418);
    expect(parameterCount(plan)).toBe(15_001_418);
    expect(trainedCount(plan)).toBe(15_001_418 - (NORMALISATIONS + 2_048) / 2);
    expect(trainedCount(plan)).toBe(14_991_946);
  });

  it('normalises each convolution and drops out behind all but the last of a block', () => {
    const blocks = layersOf(plan).reduce(
      (text, { layer }) =>
        text +
        {
          conv2d: 'c',
          batchNorm: 'n',
          dropout: 'd',
          maxPool2d: 'p ',
          flatten: 'f ',
          dense: 'D',
        }[layer.kind],
      '',
    );
    expect(blocks).toBe('cndcnp cndcnp cndcndcnp cndcndcnp cndcndcnp df DndD');
    const rates = layersOf(plan).flatMap(({ layer }) => (layer.kind === 'dropout' ? [layer.rate] : []));
    expect(rates).toEqual([0.3, ...new Array<number>(7).fill(0.4), 0.5, 0.5]);
  });

  it('penalises every kernel but that of the softmax layer, and nothing else', () => {
    const penalties = weightsOf(plan).filter(({ l2 }) => l2 !== 0);
    expect(penalties.every(({ role, l2 }) => role === 'kernel' && l2 === 5e-4)).toBe(true);
    expect(penalties).toHaveLength(14);
    expect(penalties.at(-1)?.name).toBe('tower/dense1/kernel');
  });
});

describe('siamese VGG16-BN', () => {
  it('has two towers up to their flatten, with weights of their own, and 1024 → 10', () => {
    const plan = siameseVgg16BnPlan([32, 32, 3], 10, { sharedTowers: false });
    expect(parameterCount(plan)).toBe(2 * (CONVOLUTIONS + NORMALISATIONS) + 1024 * 10 + 10);
    expect(parameterCount(plan)).toBe(29_473_418);
    expect(plan.branches[0]?.headShape).toEqual([1024]);
  });

  it('has one where they are shared', () => {
    const plan = siameseVgg16BnPlan([32, 32, 3], 10, { sharedTowers: true });
    expect(parameterCount(plan)).toBe(14_741_834);
  });
});
