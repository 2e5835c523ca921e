import { z } from 'zod';

import { createRegistry, type KindOnly } from '../basics/registry';
import { registeredSchema } from '../basics/registered-schema';
import { BUILT_IN_NETWORKS } from './built-in';
import type { NetworkDefinition } from './definition';
import type { HeadKind } from './plan';

export { INPUT_SCALINGS, type InputScaling } from './plan';
export { VGG19_BLOCK_ENDS } from './vgg19';

/** Every network that the lab knows. */
export const NETWORKS = createRegistry<NetworkDefinition>('network', ({ kind }) => kind);
for (const network of BUILT_IN_NETWORKS) NETWORKS.register(network);

export type NetworkKind = string;
export type BuiltInNetworkKind = (typeof BUILT_IN_NETWORKS)[number]['kind'];

type BuiltInSchema = (typeof BUILT_IN_NETWORKS)[number]['schema'];
export type BuiltInNetwork = z.output<BuiltInSchema>;
export type NetworkOf<Kind extends BuiltInNetworkKind> = Extract<BuiltInNetwork, { readonly kind: Kind }>;

/** A network of a design. Options can be asked for by name (`'towers' in network`) or kind (`isNetworkOf`). */
export type NetworkSpec = BuiltInNetwork | KindOnly;
/** What a person gives of a network: options may be left out. */
export type NetworkDraft = z.input<BuiltInSchema> | KindOnly;

/** By the definition of its kind, which is looked up when a network is read. */
export const networkSpecSchema = registeredSchema<NetworkSpec, NetworkDraft>(NETWORKS);

/** The kind of a network that the lab knows. */
export const networkKindSchema = z
  .string()
  .refine((kind) => NETWORKS.find(kind) !== undefined, { error: ({ input }) => NETWORKS.refusal(input) });

export function isNetworkOf<Kind extends BuiltInNetworkKind>(
  network: NetworkSpec,
  kind: Kind,
): network is NetworkOf<Kind> {
  return network.kind === kind;
}

// Questions by name, also of a network that is not known here, as a name may come from a list or an older design.

/** Whether a kind looks at two images at a time. */
export function isSiameseKind(kind: NetworkKind): boolean {
  return NETWORKS.find(kind)?.inputs === 2;
}

/** Whether a kind says by itself whether two images are of one class. */
export function tellsSame(kind: NetworkKind): boolean {
  return NETWORKS.find(kind)?.outputs.includes('same') === true;
}

/** Whether a kind says the class of an image. */
export function tellsClass(kind: NetworkKind): boolean {
  return NETWORKS.find(kind)?.outputs.includes('class') === true;
}

/** Whether an option can be chosen of a kind. */
export function hasOption(kind: NetworkKind, option: string): boolean {
  return Object.hasOwn(NETWORKS.find(kind)?.schema.shape ?? {}, option);
}

/** What joins the towers of a network on the way to its first output. */
export function headOf(network: NetworkSpec): HeadKind {
  if ('head' in network) return network.head;
  return NETWORKS.get(network.kind).heads[0];
}
