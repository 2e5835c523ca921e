import type { GraphShape, Output } from './graph';
import type { Operations } from './operations';
import type { SignatureTensor } from './saved-model';

/** The ends of a signature: what is fed to it, and what is fetched. */
export interface Feeds {
  readonly tensor: (output: Output, shape: GraphShape) => SignatureTensor;
  readonly feed: (signature: string, name: string, type: Output['type'], shape: GraphShape) => SignatureTensor;
  /** A scalar to be fetched, so that the nodes before it run. */
  readonly done: (signature: string, after: readonly string[]) => SignatureTensor;
}

export function createFeeds(operations: Operations): Feeds {
  const { graph, identity } = operations;
  const tensor: Feeds['tensor'] = (output, shape) => ({ output, shape });
  return {
    tensor,
    feed: (signature, name, type, shape) => tensor(graph.placeholder(`${signature}/${name}`, type, shape), shape),
    done: (signature, after) => tensor(identity(graph.float(1), { name: `${signature}/done`, after }), []),
  };
}
