import type { LossSettings } from '#shared/losses/definition';
import { layersOf, type NetworkPlan } from '#shared/networks/plan';
import type { PlannedLayer } from '#shared/networks/layer';

import type { CutNetwork } from '#shared/networks/frozen-front';
import type { NetworkContext } from './chain';
import { createFeeds, type Feeds } from './feeds';
import type { Output, Variable } from './graph';
import type { GraphImages, GraphSet } from './image-sets';
import type { Lane } from './lanes';
import type { NetworkInput } from './network';
import type { Operations } from './operations';
import type { SignatureTensor } from './saved-model';

/** What all signatures of a network are built from. */
export interface NetworkParts {
  readonly operations: Operations;
  readonly feeds: Feeds;
  readonly plan: NetworkPlan;
  /** The network in two where what its frozen front gives is kept, otherwise null. */
  readonly cut: CutNetwork | null;
  readonly images: GraphImages;
  readonly weights: ReadonlyMap<string, Variable>;
  readonly losses: LossSettings;
  /** Place of each layer in the plan: its masks are keyed by it. */
  readonly ordinals: ReadonlyMap<PlannedLayer, number>;
}

export function createNetworkParts(parts: Omit<NetworkParts, 'feeds' | 'ordinals'>): NetworkParts {
  const ordinals = new Map(layersOf(parts.plan).map((planned, ordinal) => [planned, ordinal]));
  return { ...parts, feeds: createFeeds(parts.operations), ordinals };
}

/** Reads each weight once, however many lanes use it. */
export function createReading({ operations, weights }: NetworkParts): (name: string) => Output {
  const read = new Map<string, Output>();
  return (name) => {
    const known = read.get(name);
    if (known !== undefined) return known;
    const variable = weights.get(name);
    if (variable === undefined) throw new Error(`The plan has no weight ${name}.`);
    const value = operations.read(variable);
    read.set(name, value);
    return value;
  };
}

/** The indices of a batch, fed: *first*, and *second* for a network of two inputs. int32 [batch] */
export type Sides = Readonly<Record<string, SignatureTensor>> & { readonly first: SignatureTensor };

export function feedSides({ feeds, plan }: NetworkParts, signature: string): Sides {
  const first = feeds.feed(signature, 'first', 'int32', [-1]);
  return plan.inputs.length === 1 ? { first } : { first, second: feeds.feed(signature, 'second', 'int32', [-1]) };
}

/** For each input what is kept of the images at these places of a set, or else the images. */
export function networkInputs(
  { operations, plan, images }: NetworkParts,
  set: GraphSet,
  sides: Sides,
  part: Lane['part'],
): readonly NetworkInput[] {
  return Object.values(sides).map(({ output }, place) => {
    const tower = plan.towers.find(({ inputs }) => inputs.includes(plan.inputs[place]?.name ?? ''));
    const features = images.features(set, tower?.name ?? '');
    return (after) => {
      // the indices wait, and not the images: a convolution that waited itself could not be joined with its bias
      const indices = after.length === 0 ? part(output) : operations.identity(part(output), { after });
      return features === undefined ? images.images(set, indices) : operations.gather(features, indices);
    };
  });
}

/** What layers are built with where nothing is trained. */
export function contextAtRest(
  { operations }: NetworkParts,
  weight: NetworkContext['weight'],
  firstRow: Output,
  inSequence: boolean,
): NetworkContext {
  return {
    operations,
    weight,
    training: false,
    move: () => undefined,
    maskKey: () => {
      throw new Error('Nothing is dropped where nothing is trained.');
    },
    firstRow,
    inSequence,
  };
}
