import { describe, expect, it } from 'vitest';

import { DATASETS } from '#shared/datasets/datasets';
import { planNetwork } from '#shared/networks/index';
import { parameterCount } from '#shared/networks/plan';
import {
  deckSays,
  DECK_SAYS_ROW_IDS,
  isDecksDesign,
  PRESET_ROW_IDS,
  presetOf,
  standsForRow,
} from '#shared/experiment/presets';
import { PUBLISHED_ROW_IDS, publishedRow } from '#shared/reference/published';

describe('the presets', () => {
  it.each(PRESET_ROW_IDS)('train row %s as the deck says', (id) => {
    const row = publishedRow(id);
    const spec = presetOf(id);
    expect(spec).toMatchObject({
      row: id,
      dataset: row.dataset,
      fraction: row.fraction,
      training: { learningRate: 0.001 },
      seeds: [1],
    });
    // the deck tells after how many epochs a training that was to stop by itself did so
    if (spec?.training.earlyStopping) expect(spec.training.epochs).toBeGreaterThan(row.epochs);
    else expect(spec?.training.epochs).toBe(row.epochs);
  });

  it('let the plain VGG stop by itself, and no other row', () => {
    const stopping = PRESET_ROW_IDS.filter((id) => presetOf(id)?.training.earlyStopping);
    expect(stopping).toEqual(['C8', 'C9']);
    for (const id of stopping)
      expect(presetOf(id)?.training).toMatchObject({ epochs: 400, batchSize: 512, earlyStopping: { patience: 30 } });
  });

  it('give the siamese VGG the permutations that the notebooks ran', () => {
    expect(presetOf('C10')?.pairing).toMatchObject({ kind: 'class-preserving', permutations: 1 });
    expect(presetOf('C11')?.pairing).toMatchObject({ kind: 'class-preserving', permutations: 2 });
  });

  it('train D3 as the deck’s discrimination network was', () => {
    expect(presetOf('D3')).toMatchObject({
      task: 'discrimination',
      network: { kind: 'discrimination', towers: 'shared', head: 'distanceAndBoth' },
      pairing: {
        kind: 'rotations',
        rotations: [1, 2],
        sameWeight: 2,
        further: { after: 500, every: 10, rotations: [200, 300] },
      },
      training: { optimiser: 'adam', batchSize: 512 },
      protocols: ['rotations', 'random-permutation'],
    });
  });

  it('let a training of D3 stand for it that ends before the further rotations begin, as those of an earlier lab did', () => {
    const preset = presetOf('D3');
    if (preset?.pairing?.kind !== 'rotations') throw new Error('D3 has no rotations.');
    const earlier = (epochs: number) => ({
      ...preset,
      pairing: { ...preset.pairing, kind: 'rotations' as const, further: null },
      training: { ...preset.training, epochs },
    });
    expect([standsForRow(preset), standsForRow(earlier(500)), standsForRow(earlier(3))]).toEqual([true, true, true]);
    expect(standsForRow(earlier(501))).toBe(false);
    const other = { ...preset, pairing: { ...preset.pairing, kind: 'rotations' as const, rotations: [1, 3] } };
    expect(standsForRow(other)).toBe(false);
  });

  it('are as the notebooks ran them; where the deck says something else, that is a design of its own', () => {
    expect(DECK_SAYS_ROW_IDS).toEqual(['C4', 'C5', 'C6']);
    const permutationsOf = (spec: ReturnType<typeof presetOf>): unknown =>
      spec?.pairing && 'permutations' in spec.pairing ? spec.pairing.permutations : null;
    expect(DECK_SAYS_ROW_IDS.map((row) => permutationsOf(presetOf(row)))).toEqual([1, 2, 4]);
    expect(DECK_SAYS_ROW_IDS.map((row) => permutationsOf(deckSays(row)))).toEqual([2, 4, 10]);
    expect(DECK_SAYS_ROW_IDS.map((row) => deckSays(row)?.row)).toEqual([null, null, null]);
    expect(deckSays('C1')).toBeUndefined();
  });

  it('have the parameters that the deck’s saved networks have', () => {
    const parametersOf = (id: (typeof PRESET_ROW_IDS)[number]): number => {
      const spec = presetOf(id);
      return spec === undefined ? 0 : parameterCount(planNetwork(spec.network, DATASETS.get(spec.dataset)));
    };
    expect([parametersOf('C1'), parametersOf('C4'), parametersOf('E1')]).toEqual([79_274, 158_538, 5_414_938]);
    expect(parametersOf('D3')).toBe(113_953);
    expect([parametersOf('C8'), parametersOf('C10')]).toEqual([15_001_418, 29_473_418]);
  });

  it('start row C7 from ImageNet, frozen, with the notebooks’ small head, and call that another design', () => {
    expect(presetOf('C7')).toMatchObject({
      network: {
        kind: 'vgg19',
        scaling: 'imagenet',
        transfer: { weights: 'imagenet', frozenThrough: 'block5_pool' },
        headUnits: 0,
      },
      training: { epochs: 10, batchSize: 512, optimiser: 'adam', earlyStopping: null },
    });
    expect(PRESET_ROW_IDS.filter((id) => !isDecksDesign(id))).toEqual(['C7']);
  });

  it('let nothing stand for a row that was chosen by the test set', () => {
    const preset = presetOf('C1');
    if (preset === undefined) throw new Error('There is no preset C1.');
    expect(standsForRow({ ...preset, seeds: [4], training: { ...preset.training, epochs: 2 } })).toBe(true);
    expect(standsForRow({ ...preset, training: { ...preset.training, keep: 'best-validation' } })).toBe(false);
    expect(standsForRow({ ...preset, validation: { kind: 'held-out', fraction: 0.1 } })).toBe(false);
  });

  it('are missing for rows that are evaluations of another row’s runs, and for no other', () => {
    expect(PUBLISHED_ROW_IDS.filter((row) => presetOf(row) === undefined)).toEqual(['D1', 'D2']);
  });
});
