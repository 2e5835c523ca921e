import type { Registry } from '#shared/basics/registry';
import type { LossDefinition } from '#shared/losses/definition';
import { LOSSES } from '#shared/losses/registry';
import type { HeadDefinition } from '#shared/networks/heads/definition';
import { HEADS } from '#shared/networks/heads/registry';
import type { LayerDefinition } from '#shared/networks/layers/definition';
import { LAYERS } from '#shared/networks/layers/registry';
import type { OptimiserDefinition } from '#shared/optimisers/definition';
import { OPTIMISERS } from '#shared/optimisers/registry';

import type { GraphHead } from './graph/heads/head';
import { GRAPH_HEADS } from './graph/heads/registry';
import type { GraphLayer } from './graph/layers/layer';
import { GRAPH_LAYERS } from './graph/layers/registry';
import type { GraphLoss } from './graph/losses/loss';
import { GRAPH_LOSSES } from './graph/losses/registry';
import type { GraphOptimiser } from './graph/optimisers/optimiser';
import { GRAPH_OPTIMISERS } from './graph/optimisers/registry';
import type { TfjsHead } from './layers/heads/head';
import { TFJS_HEADS } from './layers/heads/registry';
import type { TfjsLayer } from './layers/layers/layer';
import { TFJS_LAYERS } from './layers/layers/registry';
import type { TfjsLoss } from './layers/losses/loss';
import { TFJS_LOSSES } from './layers/losses/registry';
import { TFJS_OPTIMISERS } from './layers/optimisers/registry';
import type { TfjsOptimiser } from './layers/optimisers/update';

interface OfKind {
  readonly kind: string;
}

/** A definition with what each engine makes of it. */
export type WithEngines<Definition, Graph, Tfjs> = Definition & {
  readonly engines: { readonly graph: Omit<Graph, 'kind'>; readonly layers: Omit<Tfjs, 'kind'> };
};

/** A noun of which each engine has a form of its own. */
export interface EngineNoun<Definition extends OfKind, Graph extends OfKind, Tfjs extends OfKind> extends Omit<
  Registry<Definition>,
  'register'
> {
  /**
   * Enters a definition, and its form in each engine.
   * @throws RangeError where there is one of this kind already, or where an engine is left out
   */
  readonly register: (definition: WithEngines<Definition, Graph, Tfjs>) => void;
}

/**
 * What engines know, and what an extension may add to: built-in definitions are in the registries of src-shared and of each
 * engine themselves. Loads no tfjs: what is registered is given it as an argument.
 */
export const ENGINE_NOUNS = {
  layers: joined<LayerDefinition, GraphLayer, TfjsLayer>('layer', LAYERS, GRAPH_LAYERS, TFJS_LAYERS),
  heads: joined<HeadDefinition, GraphHead, TfjsHead>('head', HEADS, GRAPH_HEADS, TFJS_HEADS),
  losses: joined<LossDefinition, GraphLoss, TfjsLoss>('loss', LOSSES, GRAPH_LOSSES, TFJS_LOSSES),
  optimisers: joined<OptimiserDefinition, GraphOptimiser, TfjsOptimiser>(
    'optimiser',
    OPTIMISERS,
    GRAPH_OPTIMISERS,
    TFJS_OPTIMISERS,
  ),
} as const;

function joined<Definition extends OfKind, Graph extends OfKind, Tfjs extends OfKind>(
  noun: string,
  definitions: Registry<Definition>,
  graph: Registry<Graph>,
  layers: Registry<Tfjs>,
): EngineNoun<Definition, Graph, Tfjs> {
  return {
    ...definitions,
    register: ({ engines, ...definition }) => {
      const { kind } = definition;
      // extensions are plain JavaScript: no compiler has told them
      const given = engines as Partial<typeof engines> | undefined;
      if (given?.graph === undefined || given.layers === undefined) {
        throw new RangeError(
          `Received the ${noun} "${kind}" for ${Object.keys(given ?? {}).join() || 'no engine'}; ` +
            'expected its form in both engines: engines.graph and engines.layers.',
        );
      }
      definitions.register(definition as unknown as Definition);
      graph.register({ ...given.graph, kind } as unknown as Graph);
      layers.register({ ...given.layers, kind } as unknown as Tfjs);
    },
  };
}
