import type { NetworkPlan } from '#shared/networks/plan';

import type { NamedTensor } from '#shared/networks/named-tensor';
import { refuseOtherDescription } from './check-description';
import { matchKerasWeights, weightTarget } from './match';
import type { KerasFile } from './read-h5';

/**
 * The weights of a file for a plan's network: what the file says of its model must be that network, and each weight must
 * have its place there.
 * @throws LabError `invalid-weights`
 */
export function weightsForPlan(file: KerasFile, plan: NetworkPlan): readonly NamedTensor[] {
  // first: where already the shapes differ, they say best how
  const tensors = matchKerasWeights(file, weightTarget(plan));
  refuseOtherDescription(file, plan);
  return tensors;
}
