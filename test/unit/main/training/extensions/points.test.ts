import { describe, expect, it } from 'vitest';

import { SOURCES } from '#main/datasets/sources';
import { examplesOf } from '#main/training/examples';
import { EXTENSION_POINTS } from '#main/training/extensions/points';
import { DATASETS } from '#shared/datasets/datasets';
import { planNetwork } from '#shared/networks/index';
import { isSiameseKind, networkSpecSchema } from '#shared/networks/network-spec';
import { pairCount, pairingSpecSchema } from '#shared/pairings/pairing-spec';
import { parseExperimentSpec } from '#shared/experiment/experiment';
import { titleOf } from '#shared/experiment/title';

const { z, datasets, networks, pairings, plans, reference } = EXTENSION_POINTS;

const facts = {
  name: 'dots',
  title: 'Dots',
  imageShape: [2, 1, 1] as const,
  classNames: ['up', 'down'],
  trainCount: 4,
  testCount: 2,
};
const set = (...labels: readonly number[]) => ({
  images: Uint8Array.from(labels.flatMap((label) => [label * 255, 255 - label * 255])),
  labels: Uint8Array.from(labels),
});

describe('a dataset of an extension', () => {
  it('is known by its facts, and loaded as it makes its images', async () => {
    datasets.register({ ...facts, load: () => Promise.resolve({ train: set(0, 1, 0, 1), test: set(1, 0) }) });
    expect(DATASETS.get('dots')).toEqual({ ...facts, needsInstall: false });
    const loaded = await SOURCES.get('dots').load(null);
    expect([loaded.train.count, loaded.test.count, loaded.checksum]).toEqual([
      4,
      2,
      expect.stringMatching(/^[\da-f]{64}$/),
    ]);
  });

  it.each([
    ['too few labels', { train: set(0, 1), test: set(1, 0) }, /2 labels in its train set; expected 4/],
    [
      'a label of no class',
      { train: set(0, 1, 0, 1), test: set(2, 0) },
      /the label 2 in its test set; expected labels from 0 to 1/,
    ],
    [
      'images of another size',
      { train: { ...set(0, 1, 0, 1), images: new Uint8Array(9) }, test: set(1, 0) },
      /9 bytes of images in its train set; expected 8: 4 images of 2×1×1/,
    ],
    ['no bytes', { train: { images: [1], labels: [1] } as never, test: set(1, 0) }, /that are no bytes/],
  ])('that makes %s is refused when it is loaded', async (what, sets, says) => {
    const name = what.replaceAll(' ', '-');
    datasets.register({ ...facts, name, load: () => sets });
    await expect(SOURCES.get(name).load(null)).rejects.toThrow(says);
  });

  it('whose facts are none is refused, field by field', () => {
    const wrong = { ...facts, name: '../dots', imageShape: [0, 1], load: 'later' };
    expect(() => datasets.register(wrong as never)).toThrow(
      /imageShape[^]*name: Expected a name[^]*load: Expected a function/,
    );
    expect(DATASETS.find('../dots')).toBeUndefined();
  });
});

describe('a siamese network of an extension', () => {
  networks.register({
    kind: 'twins',
    name: 'twins',
    options: { units: z.int().min(1).default(3) },
    inputs: 2,
    outputs: ['class'],
    heads: ['absoluteDifference'],
    pairings: ['mirrored'],
    plan: ({ units }, { imageShape, classNames }) => {
      const towers = plans.pairTowers(
        (tower) =>
          plans.planLayers(tower, imageShape, [
            { kind: 'flatten', name: 'flatten' },
            { kind: 'dense', name: 'hidden', units: units as number, activation: 'relu' },
          ]),
        true,
      );
      const inputs = plans.pairInputs(imageShape);
      const branches = [plans.classBranch('absoluteDifference', plans.featuresOf(towers), classNames.length)];
      return { inputs, scaling: 'unit', towers, branches };
    },
  });
  pairings.register({
    kind: 'mirrored',
    options: { times: z.int().min(1).default(1) },
    pairCount: ({ times }, images) => images * (times as number),
    title: () => 'mirrored',
    isRedrawn: () => false,
    make: (labels) => {
      const first = Uint32Array.from(labels, (_, image) => image);
      return { first, second: first.toReversed() };
    },
  });

  it('is read, planned and named like one of the lab’s own', () => {
    const result = parseExperimentSpec({ dataset: 'dots', network: { kind: 'twins', units: 5 } });
    if (result.kind === 'invalid') throw new Error(JSON.stringify(result.problems));
    expect(result.spec).toMatchObject({
      network: { kind: 'twins', units: 5 },
      pairing: { kind: 'mirrored', times: 1 },
      task: 'classification',
    });
    expect(isSiameseKind('twins')).toBe(true);
    expect(titleOf(result.spec)).toBe('twins on Dots, 100%, mirrored');
    expect(planNetwork(result.spec.network, DATASETS.get('dots'))).toMatchObject({ network: 'twins', towers: [{}] });
    expect(networkSpecSchema.safeParse({ kind: 'twins', units: 0 }).success).toBe(false);
  });

  it('learns from the pairs of its own pairing', () => {
    const pairing = pairingSpecSchema.parse({ kind: 'mirrored' });
    expect(pairCount(4, pairing)).toBe(4);
    const used = Uint32Array.of(7, 8, 9);
    const images = { images: new Uint8Array(20), labels: new Uint8Array(10), count: 10 };
    expect(examplesOf(images, used, pairing, 1)(1)).toMatchObject({
      first: Uint32Array.of(7, 8, 9),
      second: Uint32Array.of(9, 8, 7),
    });
  });

  it('says which pairings it can learn from', () => {
    expect(() =>
      networks.register({
        kind: 'lonely',
        name: 'lonely',
        options: {},
        inputs: 2,
        outputs: ['class'],
        heads: ['concatenate'],
        plan: () => ({ inputs: [], scaling: 'unit', towers: [], branches: [] }),
      }),
    ).toThrow('pairings: Expected the pairings that it can learn from');
  });
});

it('a reference pack of an extension is checked and registered', () => {
  const row = { id: 'T1', network: 'twins', dataset: 'dots', fraction: 1, epochs: 2, notes: [] };
  reference.register({ id: 'toy-paper', title: 'Toy networks', rows: [row] });
  expect(parseExperimentSpec({ dataset: 'shapes', row: 'T1' }).kind).toBe('valid');
  expect(() => reference.register({ id: 'empty', title: 'Nothing', rows: [] })).toThrow('rows');
});
