import { describe, expect, it } from 'vitest';

import { siameseVgg19Plan } from '#shared/networks/siamese-vgg19';
import { layersOf, parameterCount, weightsOf } from '#shared/networks/plan';
import { vgg19Plan, vgg19Tower } from '#shared/networks/vgg19';

// A convolution has 9 · in · out + out parameters:
//   block 1:  3→64 1,792        64→64 36,928                         38,720
//   block 2:  64→128 73,856     128→128 147,584                     221,440
//   block 3:  128→256 295,168   3 × 256→256 590,080               2,065,408
//   block 4:  256→512 1,180,160 3 × 512→512 2,359,808             8,259,584
//   block 5:                    4 × 512→512 2,359,808             9,439,232
const CONVOLUTIONS = 38_720 + 221_440 + 2_065_408 + 8_259_584 + 9_439_232;

describe('VGG19', () => {
  const plan = vgg19Plan([32, 32, 3], 10);

  it('has the 20,024,384 parameters of the paper’s 16 convolutions, and 512 → 10', () => {
    expect(CONVOLUTIONS).toBe(20_024_384);
    const tower = { ...plan, branches: [] };
    expect(parameterCount(tower)).toBe(20_024_384);
    expect(parameterCount(plan)).toBe(20_024_384 + 5_130);
  });

  it('halves the image five times', () => {
    const pools = layersOf(plan).filter(({ layer }) => layer.kind === 'maxPool2d');
    expect(pools.map(({ outputShape }) => outputShape.join('×'))).toEqual([
      '16×16×64',
      '8×8×128',
      '4×4×256',
      '2×2×512',
      '1×1×512',
    ]);
    expect(layersOf(plan).filter(({ layer }) => layer.kind === 'conv2d')).toHaveLength(16);
  });

  it('says that an image of 28×28 is too small for it', () => {
    expect(() => vgg19Tower('tower', [28, 28, 1])).toThrow(
      'Layer tower/block5_pool cannot take an input of [1, 1, 512]',
    );
  });
});

describe('siamese VGG19', () => {
  it('has two towers with weights of their own, and 1024 → 10', () => {
    const plan = siameseVgg19Plan([32, 32, 3], 10, { sharedTowers: false });
    expect(parameterCount(plan)).toBe(2 * 20_024_384 + 1024 * 10 + 10);
    expect(parameterCount(plan)).toBe(40_059_018);
    expect(new Set(weightsOf(plan).map(({ name }) => name)).size).toBe(2 * 32 + 2);
  });

  it('has one where they are shared', () => {
    const plan = siameseVgg19Plan([32, 32, 3], 10, { sharedTowers: true });
    expect(parameterCount(plan)).toBe(20_034_634);
    expect(plan.towers.map(({ inputs }) => inputs)).toEqual([['first', 'second']]);
  });
});
