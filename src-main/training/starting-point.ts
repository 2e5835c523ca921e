import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { basename } from 'node:path';

import { LabError } from '#shared/errors/errors';
import type { ExperimentSpec } from '#shared/experiment/experiment';
import type { NetworkPlan } from '#shared/networks/plan';
import type { StartingWeights } from '#shared/runs/run';
import { startingWeightsOf, WEIGHTS } from '#shared/networks/weights';

import type { NamedTensor } from '#shared/networks/named-tensor';
import { initialWeights } from '../engine/initial-weights';
import { readVgg19Tower } from '../weights/vgg19-tower';

export interface StartingPoint {
  /** A tensor for each of the plan. */
  readonly weights: readonly NamedTensor[];
  /** Where some of them came from; null for random ones alone. */
  readonly origin: StartingWeights | null;
}

/**
 * The weights before the first step: random by seed, and in their place those that the design starts from.
 * @param file what the catalogue of weights gave
 * @throws LabError `weights-missing`, `invalid-weights`: a design that starts from weights never starts without them
 */
export async function startingPoint(
  plan: NetworkPlan,
  { network }: Pick<ExperimentSpec, 'network'>,
  seed: number,
  file: string | undefined,
): Promise<StartingPoint> {
  const random = initialWeights(plan, seed);
  const name = startingWeightsOf(network);
  if (name === null) return { weights: random, origin: null };
  if (file === undefined) {
    throw new LabError(
      'weights-missing',
      `Received no file of ${WEIGHTS[name].title}; expected the one that is installed. ` +
        `Install it with "npm run lab -- weights install ${name}".`,
    );
  }
  const given = new Map((await readVgg19Tower(file)).map((tensor) => [tensor.name, tensor]));
  return {
    weights: random.map((tensor) => given.get(tensor.name) ?? tensor),
    origin: { name, file: basename(file), sha256: await sha256Of(file) },
  };
}

async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) hash.update(chunk);
  return hash.digest('hex');
}
