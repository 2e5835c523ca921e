import { describe, expect, it } from 'vitest';

import { parseModelConfig } from '#main/formats/keras/model-config';

import { functional } from './keras-files';

/** A tensor as Keras 3 describes it. */
const flow = (layer: string, call = 0): unknown => ({
  class_name: '__keras_tensor__',
  config: { shape: [null, 8], dtype: 'float32', keras_history: [layer, call, 0] },
});

describe('the description of a Keras model', () => {
  it('tells what flows into each layer, as Keras 2 writes it', () => {
    const model = parseModelConfig(functional(['a', 'b'], [['Concatenate', 'both', ['a', 'b']]]));
    expect(model?.inputs).toEqual(['a', 'b']);
    expect(model?.layers[2]).toMatchObject({
      name: 'both',
      className: 'Concatenate',
      calls: [
        [
          { layer: 'a', call: 0 },
          { layer: 'b', call: 0 },
        ],
      ],
      model: null,
    });
  });

  it('tells it as Keras 3 writes it, and reads an only input that is no list of lists', () => {
    const model = parseModelConfig({
      class_name: 'Functional',
      config: {
        name: 'model',
        input_layers: ['a', 0, 0],
        layers: [
          { class_name: 'InputLayer', name: 'a', config: { name: 'a' }, inbound_nodes: [] },
          {
            class_name: 'Dense',
            name: 'shared',
            config: { name: 'shared' },
            inbound_nodes: [
              { args: [flow('a')], kwargs: { mask: null } },
              { args: [[flow('a'), flow('shared')]], kwargs: {} },
            ],
          },
        ],
      },
    });
    expect(model?.inputs).toEqual(['a']);
    expect(model?.layers[1]?.calls).toEqual([
      [{ layer: 'a', call: 0 }],
      [
        { layer: 'a', call: 0 },
        { layer: 'shared', call: 0 },
      ],
    ]);
  });

  it('finds the layers of sequential and nested models by the name in their settings', () => {
    const inner = { class_name: 'Sequential', config: { name: 'inner', layers: [dense('one'), dense('two')] } };
    const model = parseModelConfig({
      class_name: 'Sequential',
      config: { name: 'outer', layers: [inner, dense('three')] },
    });
    expect(model?.layers.map(({ name }) => name)).toEqual(['inner', 'three']);
    expect(model?.layers[0]?.model?.layers.map(({ name }) => name)).toEqual(['one', 'two']);
    expect(model?.inputs).toEqual([]);
  });

  it('reads the bare list of a sequential model of the first Keras', () => {
    const model = parseModelConfig({ class_name: 'Sequential', config: [dense('one')] });
    expect(model?.layers.map(({ name }) => name)).toEqual(['one']);
  });

  it('says nothing where there is no list of layers, or one without measure', () => {
    expect(parseModelConfig({ class_name: 'MyModel', config: {} })).toBeNull();
    expect(parseModelConfig(null)).toBeNull();
    const layers = Array.from({ length: 2_001 }, (_, index) => dense(`${index}`));
    expect(parseModelConfig({ class_name: 'Sequential', config: { layers } })).toBeNull();
  });

  it('does not follow models or flows that are nested without end', () => {
    const nest = (depth: number): unknown => ({
      class_name: 'Sequential',
      config: { name: `at${depth}`, layers: depth === 0 ? [] : [nest(depth - 1)] },
    });
    let model = parseModelConfig(nest(100));
    let depth = 0;
    for (; model !== null; depth++) model = model.layers[0]?.model ?? null;
    expect(depth).toBeLessThan(20);
    let nodes: unknown = ['a', 0, 0, {}];
    for (let level = 0; level < 10_000; level++) nodes = [nodes];
    const flows = { class_name: 'Dense', name: 'x', config: {}, inbound_nodes: nodes };
    const deep = parseModelConfig({ class_name: 'Functional', config: { layers: [flows] } });
    expect(deep?.layers[0]?.calls).toEqual([[]]);
  });
});

function dense(name: string): unknown {
  return { class_name: 'Dense', config: { name, units: 3 } };
}
