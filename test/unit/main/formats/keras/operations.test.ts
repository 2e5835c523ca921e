import { expect, it } from 'vitest';

import { plannedOperations } from '#main/formats/keras/operations';
import type { Layer, PlannedLayer } from '#shared/networks/layer';
import { LAYERS } from '#shared/networks/layers/registry';

it('names the layer that Keras’s files are not read for', () => {
  const layer = { kind: 'attention', name: 'heads' } as unknown as Layer;
  const planned: PlannedLayer = { layer, inputShape: [4], outputShape: [4], weights: [] };
  expect(() => plannedOperations('tower', planned)).toThrow(
    'Received a Keras file for a network with the layer tower/heads (attention); expected layers of the kinds conv2d, ' +
      'dense, maxPool2d, batchNorm, flatten, dropout.',
  );
});

it('reads every built-in layer', () => {
  for (const kind of LAYERS.kinds()) {
    const layer = { kind, name: 'x', filters: 1, kernel: [1, 1], size: 1, units: 1 } as unknown as Layer;
    const planned: PlannedLayer = { layer, inputShape: [4, 4, 2], outputShape: [4, 4, 2], weights: [] };
    expect(() => plannedOperations('tower', planned)).not.toThrow();
  }
});
