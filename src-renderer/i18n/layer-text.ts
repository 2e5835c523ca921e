import { sizeOf, type Layer, type PlannedLayer, type Shape } from '#shared/networks/layer';
import type { HeadKind, NetworkPlan, Tower } from '#shared/networks/plan';

/**
 * What kind of layer it is and what was written down about it, in the notation of the field.
 * @param number writes a number as people do: 0.2
 */
export function layerText(
  layer: Layer,
  number: (value: number) => string,
): { readonly kind: string; readonly setting: string } {
  switch (layer.kind) {
    case 'conv2d':
      return {
        kind: 'Conv',
        setting: `${layer.filters}, ${layer.kernel.join('×')}, ${layer.padding}${activation(layer)}`,
      };
    case 'maxPool2d':
      return { kind: 'MaxPool', setting: String(layer.size) };
    case 'dropout':
      return { kind: 'Dropout', setting: number(layer.rate) };
    case 'batchNorm':
      return { kind: 'BatchNorm', setting: '' };
    case 'flatten':
      return { kind: 'Flatten', setting: '' };
    case 'dense':
      return { kind: 'Dense', setting: `${layer.units}${activation(layer)}` };
  }
}

const ACTIVATIONS = { linear: '', relu: ', ReLU', softmax: ', softmax', sigmoid: ', sigmoid' } as const;

function activation(layer: Extract<Layer, { kind: 'conv2d' | 'dense' }>): string {
  return ACTIVATIONS[layer.activation];
}

/** 30 × 30 × 32 */
export function shapeText(shape: Shape): string {
  return shape.join(' × ');
}

export function layerParameters(planned: PlannedLayer): number {
  return planned.weights.reduce((sum, { shape }) => sum + sizeOf(shape), 0);
}

/** What joins the towers: its name and what goes into it. Null where a plain network has nothing to join. */
export function headText(head: HeadKind, features: number): { readonly kind: string; readonly setting: string } | null {
  switch (head) {
    case 'first':
      return null;
    case 'concatenate':
      return { kind: 'Concatenate', setting: `${features} + ${features}` };
    case 'absoluteDifference':
      return { kind: 'Difference', setting: '|a − b|' };
    case 'distance':
      return { kind: 'Distance', setting: '‖a − b‖' };
    case 'distanceAndBoth':
      return { kind: 'Concatenate', setting: `‖a − b‖, 1 + ${features} + ${features}` };
  }
}

/** The length of what a tower gives. */
export function featuresOf({ towers }: NetworkPlan): number {
  return sizeOf(towers[0]?.layers.at(-1)?.outputShape ?? []);
}

/** Towers with the same layers stand together, so that a table says them once. */
export function alikeTowers(towers: readonly Tower[]): readonly (readonly [Tower, ...Tower[]])[] {
  const groups = new Map<string, [Tower, ...Tower[]]>();
  for (const tower of towers) {
    const design = JSON.stringify(tower.layers.map(({ layer, inputShape }) => ({ layer, inputShape })));
    const group = groups.get(design);
    if (group === undefined) groups.set(design, [tower]);
    else group.push(tower);
  }
  return [...groups.values()];
}
