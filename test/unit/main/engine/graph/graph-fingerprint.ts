import { createHash } from 'node:crypto';

import type { Node } from '#main/engine/graph/graph';
import type { GraphModel } from '#main/engine/graph/saved-model';

/**
 * What the signatures of graphs compute, as a hash for each kind of them (*train*, *predict* …): of the operations that lead
 * to their outputs, their attributes and constants, and what waits for what. The names and the order of the nodes count for
 * nothing.
 */
export function graphFingerprints(graphs: readonly GraphModel[]): Readonly<Record<string, string>> {
  const kinds = new Map<string, string[]>();
  graphs.forEach((graph, place) => {
    for (const [name, hash] of signatureHashes(graph)) {
      const kind = name.split('/')[0] ?? name;
      kinds.set(kind, [...(kinds.get(kind) ?? []), `${place} ${name} ${hash}`]);
    }
  });
  return Object.fromEntries([...kinds].toSorted().map(([kind, hashes]) => [kind, shortHash(hashes.toSorted())]));
}

function signatureHashes({ nodes, signatures }: GraphModel): readonly (readonly [string, string])[] {
  const byName = new Map(nodes.map((node) => [node.name, node]));
  const known = new Map<string, string>();

  function hashOf(name: string): string {
    const found = known.get(name);
    if (found !== undefined) return found;
    const node = byName.get(name);
    if (node === undefined) throw new Error(`The graph has no node ${name}.`);
    const made = sha256([node.op, node.op === 'Placeholder' ? name : '', attributes(node), ...inputsOf(node)]);
    known.set(name, made);
    return made;
  }

  function inputsOf({ input }: Node): readonly string[] {
    const data = input.filter((each) => !each.startsWith('^'));
    const waitedFor = input.filter((each) => each.startsWith('^'));
    return [...data.map(outputHash), ...waitedFor.map((each) => `^${hashOf(each.slice(1))}`).toSorted()];
  }

  function outputHash(output: string): string {
    const [name = '', index = '0'] = output.split(':');
    return `${hashOf(name)}:${index}`;
  }

  return [...signatures].map(([name, { outputs }]) => {
    const ends = Object.entries(outputs).map(([output, tensor]) => `${output} ${outputHash(tensor.output.name)}`);
    return [name, sha256(ends.toSorted())] as const;
  });
}

function attributes({ attr }: Node): string {
  const plain = (value: unknown): unknown =>
    value instanceof Uint8Array ? createHash('sha256').update(value).digest('hex') : value;
  return JSON.stringify(
    Object.entries(attr).toSorted(([a], [b]) => (a < b ? -1 : 1)),
    (_, value: unknown) => plain(value),
  );
}

function shortHash(parts: readonly string[]): string {
  return sha256(parts).slice(0, 16);
}

function sha256(parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\n')).digest('hex');
}
