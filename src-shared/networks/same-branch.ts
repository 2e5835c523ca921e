import { planLayers } from './layer';
import { headShape, JOINT, type Branch, type HeadKind } from './plan';
import { penalised } from './small-tower';

const HIDDEN = 64;

/**
 * The end of every network that tells "same" from "different": the head, Dense 64, a probability of "same".
 * @param features the length of each tower's output
 * @param l2 the penalty on its kernels
 */
export function sameBranch(head: HeadKind, features: number, l2 = 0): Branch {
  const joined = headShape(head, features);
  return {
    name: 'same',
    output: 'same',
    head,
    headShape: joined,
    layers: planLayers(JOINT, joined, [
      { kind: 'dense', name: 'dense1', units: HIDDEN, activation: 'relu', ...penalised(l2) },
      { kind: 'dense', name: 'probability', units: 1, activation: 'sigmoid', ...penalised(l2) },
    ]),
  };
}
