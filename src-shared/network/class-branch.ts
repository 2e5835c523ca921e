import { planLayers } from './layer';
import { headShape, JOINT, type Branch, type HeadKind } from './plan';

/**
 * The end of every network that tells classes: the head, and one softmax layer.
 * @param features the length of each tower's output
 */
export function classBranch(head: HeadKind, features: number, classCount: number): Branch {
  const joined = headShape(head, features);
  return {
    name: 'class',
    head,
    headShape: joined,
    layers: planLayers(JOINT, joined, [{ kind: 'dense', name: 'classes', units: classCount, activation: 'softmax' }]),
  };
}
