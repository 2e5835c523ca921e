import { describe, expect, it } from 'vitest';

import type { HeldNetwork } from '#main/inspection/held-network';
import { answerPlayground, typicalDistances } from '#main/inspection/playground';
import { DATASETS } from '#shared/datasets/datasets';
import { parseExperimentSpec, type NetworkDraft } from '#shared/experiment/experiment';
import { planNetwork } from '#shared/networks/index';

import { readingNetwork, tinyDataset } from './fake-held';

function held(network: NetworkDraft, sides: 1 | 2, change: Parameters<typeof readingNetwork>[1] = {}): HeldNetwork {
  const result = parseExperimentSpec({ dataset: 'shapes', network });
  if (result.kind === 'invalid') throw new Error('The design is not valid.');
  return {
    plan: planNetwork(result.spec.network, DATASETS.get(result.spec.dataset)),
    network: readingNetwork(sides, change),
    dataset: tinyDataset(),
  };
}

const test3 = { kind: 'test', index: 3 } as const;
const own = { kind: 'pixels', pixels: new Uint8Array(3072).fill(110) } as const;

describe('what a network says of two images', () => {
  it('is each by itself for a plain network, and the distance of their features', () => {
    const answer = answerPlayground(held({ kind: 'vanilla' }, 1), [test3, own]);
    expect(answer.classes?.first[0]).toBeCloseTo(30 / 255, 6);
    expect(answer.classes?.second[0]).toBeCloseTo(110 / 255, 6);
    expect(answer).toMatchObject({ together: null, same: null, distance: 80 });
  });

  it('is each beside itself and both together for a siamese network', () => {
    const answer = answerPlayground(held({ kind: 'siamese-vanilla' }, 2), [test3, own]);
    expect(answer.classes?.first[0]).toBeCloseTo(30 / 255, 6);
    expect(answer.classes?.second[0]).toBeCloseTo(110 / 255, 6);
    expect(answer.together?.[0]).toBeCloseTo(70 / 255, 6);
    // the second feature of the fake tells the towers apart
    expect(answer.distance).toBeCloseTo(Math.hypot(80, 1), 6);
  });

  it('is the network’s own probability of "same" for one that tells it', () => {
    const predict = () => ({ same: Float32Array.of(0.9, 0.8, 0.25) });
    const answer = answerPlayground(held({ kind: 'discrimination' }, 2, { predict }), [test3, own]);
    expect(answer).toMatchObject({ classes: null, together: null, same: 0.25 });
  });

  it('is refused where an image is none of the set, or not of its size', () => {
    const plain = held({ kind: 'vanilla' }, 1);
    expect(() => answerPlayground(plain, [test3, { kind: 'test', index: 12 }])).toThrow(
      'Received the test image 12; expected 0 to 11',
    );
    const small = { kind: 'pixels', pixels: new Uint8Array(784) } as const;
    expect(() => answerPlayground(plain, [small, test3])).toThrow('Received 784 pixel values; expected 3072');
  });
});

it('holds a distance against the medians of pairs of one class and of two', () => {
  const { same, different, pairs } = typicalDistances(held({ kind: 'vanilla' }, 1));
  expect(pairs).toBe(100);
  // images of one class are an even number of steps of 10 apart, of two an odd number
  expect([same % 20, different % 20]).toEqual([0, 10]);
});
