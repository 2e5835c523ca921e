import { availableParallelism } from 'node:os';

import { LabError } from '#shared/errors';
import type { NetworkPlan } from '#shared/network/plan';

import type { Engine } from './engine';
import { createGraphEngine } from './graph/graph-engine';
import { threadsOfKernel } from './graph/lanes';
import { createLayersEngine } from './layers/layers-engine';
import { loadTensorflow, type Tensorflow } from './tensorflow';

const ENGINES: Readonly<Record<string, (tf: Tensorflow) => Engine>> = {
  graph: createGraphEngine,
  layers: createLayersEngine,
};

/**
 * Loads libtensorflow, which takes a second or two, and the engine that runs on it.
 * @param name *graph*, the fast one, where it is left out; or *layers*, the reference
 * @param plan of the network that this process is for, so that the library is set up for it
 * @throws LabError `runtime-missing`, or `invalid-request` where there is no such engine
 */
export function openEngine(name = 'graph', plan?: NetworkPlan): Engine {
  const create = ENGINES[name];
  if (create === undefined) {
    throw new LabError(
      'invalid-request',
      `Received the engine "${name}" in SIAMESE_LAB_ENGINE; expected ${Object.keys(ENGINES).join(' or ')}.`,
    );
  }
  const isCut = name === 'graph' && plan !== undefined;
  return create(loadTensorflow(isCut ? threadsOfKernel(plan, availableParallelism()) : undefined));
}
