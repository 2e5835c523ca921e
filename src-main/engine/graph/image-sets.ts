import { sizeOf, type Shape } from '#shared/networks/layer';
import type { NetworkPlan } from '#shared/networks/plan';

import { featureShape, type CutNetwork } from '#shared/networks/frozen-front';
import type { PixelStatistics } from '../pixel-scaling';
import { createFeeds } from './feeds';
import type { Output, Variable } from './graph';
import type { Operations } from './operations';
import type { Signature } from './saved-model';
import { buildScaling } from './scaling';

/** The sets of images that lie in the graph: the one that is trained on, and one more to be predicted. */
export const GRAPH_SETS = ['train', 'other'] as const;
export type GraphSet = (typeof GRAPH_SETS)[number];

interface HeldSet {
  readonly images: Variable;
  readonly labels: Variable;
  /** By the front's tower. */
  readonly features: ReadonlyMap<string, Variable>;
}

/** The images of a network in its graph, and what its frozen front made of them. */
export interface GraphImages {
  /** *fill/SET* puts a set of images in; its features, where they are kept, are zeros then. */
  readonly signatures: ReadonlyMap<string, Signature>;
  readonly labels: (set: GraphSet, indices: Output) => Output;
  /** Scaled. @returns [indices, height, width, channels] */
  readonly images: (set: GraphSet, indices: Output) => Output;
  /** What a front gives for each image, by the front's tower; none where nothing is kept. */
  readonly features: (set: GraphSet, tower: string) => Variable | undefined;
}

/** @param cut the network in two where what its front gives is to be kept, otherwise null */
export function buildImageSets(
  operations: Operations,
  plan: NetworkPlan,
  pixels: PixelStatistics | undefined,
  cut: CutNetwork | null,
): GraphImages {
  const { graph, assign, reshape, copy } = operations;
  const { feed, done } = createFeeds(operations);
  const imageShape: Shape = plan.inputs[0]?.shape ?? [];
  const signatures = new Map<string, Signature>();

  function heldSet(set: GraphSet): HeldSet {
    const images = graph.variable(`${set}/images`, 'uint8', [-1, ...imageShape]);
    const labels = graph.variable(`${set}/labels`, 'int32', [-1]);
    const features = new Map(
      (cut?.fronts ?? []).map((front) => {
        const shape = featureShape(front) ?? [];
        return [front.name, graph.variable(`${set}/features/${front.name}`, 'float', [-1, ...shape])];
      }),
    );
    const signature = `fill/${set}`;
    const packed = feed(signature, 'packed', 'int32', [-1]);
    const given = feed(signature, 'labels', 'int32', [-1]);
    const count = operations.shapeOf(given.output);
    const bytes = reshape(operations.bitcast(packed.output, 'uint8'), [-1]);
    const length = operations.multiply(count, graph.ints([sizeOf(imageShape)]));
    // four bytes came as one number: what fills the last one up is cut off
    const whole = graph.add('Slice', [bytes, graph.ints([0]), length], 'uint8', {
      attr: { T: { type: 'uint8' }, Index: { type: 'int32' } },
    });
    const filled = [
      assign(images, reshape(copy(whole), [-1, ...imageShape])),
      assign(labels, copy(given.output)),
      ...[...features.values()].map((variable) => {
        const shape = operations.concatenate([count, graph.ints(variable.shape.slice(1))], 0);
        return assign(variable, operations.fill(shape, graph.float(0)));
      }),
    ];
    signatures.set(signature, { inputs: { packed, labels: given }, outputs: { done: done(signature, filled) } });
    return { images, labels, features };
  }
  const sets: Readonly<Record<GraphSet, HeldSet>> = { train: heldSet('train'), other: heldSet('other') };

  return {
    signatures,
    labels: (set, indices) => operations.gather(sets[set].labels, indices),
    images: (set, indices) =>
      buildScaling(
        operations,
        plan.scaling,
        imageShape.at(-1) ?? 0,
        pixels,
        operations.gather(sets[set].images, indices),
      ),
    features: (set, tower) => sets[set].features.get(tower),
  };
}
