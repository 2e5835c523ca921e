/** The definitions of one noun, by their kind: the built-in ones, and those that extensions add. */
export interface Registry<Definition extends { readonly kind: string }> {
  /** @throws RangeError where there is one of this kind already */
  readonly register: (definition: Definition) => void;
  /** @throws RangeError where there is none of this kind */
  readonly get: (kind: string) => Definition;
  readonly find: (kind: string) => Definition | undefined;
  /** In the order in which they were registered. */
  readonly all: () => readonly Definition[];
}

/** @param what one of them is called in errors, such as "layer" */
export function createRegistry<Definition extends { readonly kind: string }>(what: string): Registry<Definition> {
  const definitions = new Map<string, Definition>();
  return {
    register: (definition) => {
      if (definitions.has(definition.kind)) {
        throw new RangeError(`Received a second ${what} "${definition.kind}"; expected another kind.`);
      }
      definitions.set(definition.kind, definition);
    },
    get: (kind) => {
      const found = definitions.get(kind);
      if (found === undefined) {
        throw new RangeError(
          `Received the ${what} "${kind}"; expected one that is registered: ${[...definitions.keys()].join(', ')}.`,
        );
      }
      return found;
    },
    find: (kind) => definitions.get(kind),
    all: () => [...definitions.values()],
  };
}
