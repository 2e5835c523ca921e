import { describe } from './expected';

/** A value that is one of a registry's entries, of which nobody but that entry knows the options. */
export interface KindOnly {
  readonly kind: string;
  /** Never there: it keeps a union with values whose options are known from being reduced to this type alone. */
  readonly options?: never;
}

/** What there is of one noun, such as every network that the lab knows: built in, or registered from outside. */
export interface Registry<Entry, Kind extends string = string> {
  /** What an entry is called: "network". */
  readonly noun: string;
  /** @throws RangeError where another entry has this kind already */
  readonly register: (entry: Entry) => void;
  /** What a person has made can go again; what was made with it is then read as what it is. */
  readonly remove: (kind: string) => void;
  /** @throws RangeError that names every kind there is, where this is none of them */
  readonly get: (kind: string) => Entry;
  readonly find: (kind: string) => Entry | undefined;
  /** In the order of their registration. */
  readonly all: () => readonly Entry[];
  readonly kinds: () => readonly Kind[];
  /** Such as "Received "lion"; expected a network that the lab knows: vanilla, joint." */
  readonly refusal: (received: unknown) => string;
}

/**
 * An empty registry.
 * @param noun of an entry, as it stands in the errors: "network"
 * @param kindOf what an entry is found by
 */
export function createRegistry<Entry, Kind extends string = string>(
  noun: string,
  kindOf: (entry: Entry) => Kind,
): Registry<Entry, Kind> {
  const entries = new Map<string, Entry>();
  const kinds = (): readonly Kind[] => [...entries.values()].map(kindOf);
  const refusal = (received: unknown): string =>
    `Received ${describe(received)}; expected ${withArticle(noun)} that the lab knows: ${kinds().join(', ')}.`;
  return {
    noun,
    register: (entry) => {
      const kind = kindOf(entry);
      if (entries.has(kind)) {
        throw new RangeError(
          `Received the ${noun} ${describe(kind)} a second time; expected a name of its own for each. ` +
            `There are ${kinds().join(', ')}.`,
        );
      }
      entries.set(kind, entry);
    },
    remove: (kind) => void entries.delete(kind),
    get: (kind) => {
      const entry = entries.get(kind);
      if (entry === undefined) throw new RangeError(refusal(kind));
      return entry;
    },
    find: (kind) => entries.get(kind),
    all: () => [...entries.values()],
    kinds,
    refusal,
  };
}

function withArticle(noun: string): string {
  return `${/^[aeio]/.test(noun) ? 'an' : 'a'} ${noun}`;
}
