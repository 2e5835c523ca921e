import { planLayers } from './layer';
import { headShape, JOINT, type Branch, type HeadKind } from './plan';
import { penalised } from './small-tower';

/**
 * The end of every network that tells classes: the head, and one softmax layer.
 * @param features the length of each tower's output
 * @param l2 the penalty on its kernel
 */
export function classBranch(head: HeadKind, features: number, classCount: number, l2 = 0): Branch {
  const joined = headShape(head, features);
  return {
    name: 'class',
    output: 'class',
    head,
    headShape: joined,
    layers: planLayers(JOINT, joined, [
      { kind: 'dense', name: 'classes', units: classCount, activation: 'softmax', ...penalised(l2) },
    ]),
  };
}
