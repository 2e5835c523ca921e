import { describe, expect, it } from 'vitest';

import type { ImageSet } from '#main/datasets/dataset';
import { cutFront } from '#shared/networks/frozen-front';
import { createKeptFeatures, keptCut, type KeptFeatures } from '#main/engine/graph/kept-features';
import { TINY_NETWORKS, tinyImages } from '#main/engine/self-test/tiny-networks';
import { planLayers } from '#shared/networks/layer';
import type { NetworkPlan } from '#shared/networks/plan';

const SHARED = planNamed('a frozen tower');
const images: ImageSet = tinyImages(300, 1);

function planNamed(name: string): NetworkPlan {
  const found = TINY_NETWORKS.find((network) => network.name === name);
  if (found === undefined) throw new Error(`There is no network "${name}".`);
  return found.plan;
}

/** Two towers of weights of their own, both frozen. */
function separate(): NetworkPlan {
  const towers = SHARED.inputs.map(({ name, shape }, place) => {
    const [layers = []] = SHARED.towers.map((tower) => tower.layers.map(({ layer }) => layer));
    const scope = `tower-${place}`;
    return { name: scope, inputs: [name], layers: planLayers(scope, shape, layers) };
  });
  return { ...SHARED, towers };
}

function keeping(plan: NetworkPlan): KeptFeatures & { readonly asked: [string, Int32Array][] } {
  const asked: [string, Int32Array][] = [];
  const kept = createKeptFeatures(plan, cutFront(plan), (signature, indices) => asked.push([signature, indices]));
  return { ...kept, asked };
}

const indices = (from: number, to: number): Uint32Array =>
  Uint32Array.from({ length: to - from }, (_, place) => from + place);
const distinct = (asked: readonly (readonly [string, Int32Array])[]): readonly number[] =>
  [...new Set(asked.flatMap(([, some]) => [...some]))].sort((one, other) => one - other);

describe('what a frozen front gives', () => {
  it('is worked out once for each image, always for as many at a time', () => {
    const kept = keeping(SHARED);
    kept.need('train', images, { first: indices(0, 150), second: indices(100, 250) });
    expect(distinct(kept.asked)).toEqual([...indices(0, 250)]);
    expect(new Set(kept.asked.map(([, some]) => some.length))).toEqual(new Set([128]));
    kept.asked.length = 0;
    kept.need('train', images, { first: indices(50, 260), second: indices(50, 260) });
    expect(distinct(kept.asked)).toEqual([...indices(250, 260)]);
    kept.asked.length = 0;
    kept.need('train', images, { first: indices(0, 260) });
    expect(kept.asked).toEqual([]);
  });

  it('is another one for each tower, which sees the images of its own inputs', () => {
    const kept = keeping(separate());
    kept.need('other', images, { first: indices(0, 3), second: indices(5, 7) });
    expect(kept.asked.map(([signature, some]) => [signature, [...new Set(some)]])).toEqual([
      ['front/other/tower-0', [0, 1, 2]],
      ['front/other/tower-1', [5, 6]],
    ]);
  });

  it('is forgotten for a set, or for all', () => {
    const kept = keeping(SHARED);
    const ask = (): readonly string[] => {
      kept.asked.length = 0;
      for (const set of ['train', 'other'] as const) kept.need(set, images, { first: indices(0, 2) });
      return kept.asked.map(([signature]) => signature);
    };
    expect(ask()).toEqual(['front/train/tower', 'front/other/tower']);
    expect(ask()).toEqual([]);
    kept.forget('other');
    expect(ask()).toEqual(['front/other/tower']);
    kept.forget();
    expect(ask()).toEqual(['front/train/tower', 'front/other/tower']);
  });
});

describe('it is kept', () => {
  it('up to a size: four bytes a value, for each training image', () => {
    const bytes = 4 * 4 * images.count;
    expect(keptCut(SHARED, images, bytes)).toEqual(cutFront(SHARED));
    expect(keptCut(SHARED, images, bytes - 1)).toBeNull();
    expect(keptCut(separate(), images, 2 * bytes - 1)).toBeNull();
  });

  it('only where there is a front', () => {
    expect(keptCut(planNamed('a plain network'), images, 1e9)).toBeNull();
  });
});
