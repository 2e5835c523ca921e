import type { HeadDefinition } from '#shared/networks/heads/definition';
import { HEADS } from '#shared/networks/heads/registry';
import { sizeOf, type Layer, type PlannedLayer, type Shape } from '#shared/networks/layer';
import type { LayerText } from '#shared/networks/layers/definition';
import { LAYERS } from '#shared/networks/layers/registry';
import type { HeadKind, NetworkPlan, Tower } from '#shared/networks/plan';

/**
 * What kind of layer it is and what was written down about it, in the notation of the field.
 * @param number writes a number as people do: 0.2
 */
export function layerText(layer: Layer, number: (value: number) => string): LayerText {
  return LAYERS.get(layer.kind).text(layer, number);
}

/** 30 × 30 × 32 */
export function shapeText(shape: Shape): string {
  return shape.join(' × ');
}

export function layerParameters(planned: PlannedLayer): number {
  return planned.weights.reduce((sum, { shape }) => sum + sizeOf(shape), 0);
}

/** What joins the towers: its name and what goes into it. Null where a plain network has nothing to join. */
export function headText(head: HeadKind, features: number): ReturnType<HeadDefinition['text']> {
  return HEADS.get(head).text(features);
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
