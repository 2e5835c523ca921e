import { describe, expect, it } from 'vitest';

import { GRAPH_HEADS } from '#main/engine/graph/heads/registry';
import { GRAPH_LAYERS } from '#main/engine/graph/layers/registry';
import { GRAPH_LOSSES } from '#main/engine/graph/losses/registry';
import { GRAPH_OPTIMISERS } from '#main/engine/graph/optimisers/registry';
import { TFJS_HEADS } from '#main/engine/layers/heads/registry';
import { TFJS_LAYERS } from '#main/engine/layers/layers/registry';
import { TFJS_LOSSES } from '#main/engine/layers/losses/registry';
import { TFJS_OPTIMISERS } from '#main/engine/layers/optimisers/registry';
import { ENGINE_NOUNS } from '#main/engine/registries';

describe('what is known of', () => {
  it.each([
    ['layers', ENGINE_NOUNS.layers, GRAPH_LAYERS, TFJS_LAYERS],
    ['heads', ENGINE_NOUNS.heads, GRAPH_HEADS, TFJS_HEADS],
    ['losses', ENGINE_NOUNS.losses, GRAPH_LOSSES, TFJS_LOSSES],
    ['optimisers', ENGINE_NOUNS.optimisers, GRAPH_OPTIMISERS, TFJS_OPTIMISERS],
  ])('%s is known in both engines', (_, noun, graph, layers) => {
    expect(noun.kinds().length).toBeGreaterThan(1);
    expect(graph.kinds().toSorted()).toEqual(noun.kinds().toSorted());
    expect(layers.kinds().toSorted()).toEqual(noun.kinds().toSorted());
  });
});

const difference = {
  kind: 'signedDifference',
  joins: 2,
  shape: (features: number) => [features],
  isConcatenation: false,
  text: () => ({ kind: 'Difference', setting: 'a − b', title: 'a − b' }),
} as const;
const engines = {
  graph: { build: GRAPH_HEADS.get('distance').build },
  layers: { join: TFJS_HEADS.get('distance').join },
};

describe('a head from outside', () => {
  it('is refused without its form in an engine, and leaves nothing behind', () => {
    const { graph } = engines;
    // @ts-expect-error an extension is no TypeScript
    expect(() => ENGINE_NOUNS.heads.register({ ...difference, engines: { graph } })).toThrow(
      'Received the head "signedDifference" for graph; expected its form in both engines: engines.graph and engines.layers.',
    );
    // @ts-expect-error an extension is no TypeScript
    expect(() => ENGINE_NOUNS.heads.register(difference)).toThrow('for no engine');
    expect([ENGINE_NOUNS.heads.find('signedDifference'), GRAPH_HEADS.find('signedDifference')]).toEqual([
      undefined,
      undefined,
    ]);
  });

  it('is entered everywhere, once', () => {
    ENGINE_NOUNS.heads.register({ ...difference, engines });
    expect(ENGINE_NOUNS.heads.get('signedDifference')).toEqual(difference);
    expect(GRAPH_HEADS.get('signedDifference').build).toBe(engines.graph.build);
    expect(TFJS_HEADS.get('signedDifference').join).toBe(engines.layers.join);
    expect(() => ENGINE_NOUNS.heads.register({ ...difference, engines })).toThrow('a second time');
  });
});
