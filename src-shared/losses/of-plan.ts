import type { NetworkPlan, OutputKind } from '../networks/plan';
import { binaryCrossEntropy } from './binary-cross-entropy';
import { crossEntropy } from './cross-entropy';
import type { LossDefinition } from './definition';
import { LOSSES } from './registry';

/** A loss with the output, by name, that it is over. */
export interface OutputLoss {
  readonly output: string;
  readonly loss: LossDefinition;
}

/** What an output is trained with where its branch names no loss: an embedding has to name one, or learns nothing. */
const USUAL: Readonly<Record<OutputKind, LossDefinition | null>> = {
  class: crossEntropy,
  same: binaryCrossEntropy,
  embedding: null,
};

/**
 * The losses that a network is trained with, in the order of its branches; their sum is what training makes smaller.
 * @throws RangeError where a branch names a loss that nobody registered or that is over another kind of output, or where
 *   there is no loss at all
 */
export function lossesOf(plan: NetworkPlan): readonly OutputLoss[] {
  const losses = plan.branches.flatMap(({ name, output, loss }): readonly OutputLoss[] => {
    const found = loss === undefined ? USUAL[output] : LOSSES.get(loss);
    if (found === null) return [];
    if (found.output !== output) {
      throw new RangeError(
        `Received the loss "${found.kind}" for the output "${name}" (${output}); expected one over this kind of output, ` +
          `and not over "${found.output}".`,
      );
    }
    return [{ output: name, loss: found }];
  });
  if (losses.length === 0) {
    throw new RangeError(`Received the network ${plan.network} without a loss; expected one for an output at least.`);
  }
  return losses;
}

/** Whether a loss of the network is over the whole batch, so that the gradient of one example depends on the others. */
export function hasBatchLoss(plan: NetworkPlan): boolean {
  return lossesOf(plan).some(({ loss }) => loss.scope === 'batch');
}
