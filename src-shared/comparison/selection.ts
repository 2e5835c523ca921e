import { isPublishedRowId, type PublishedRowId } from '../reference/published';

export const FEWEST_COMPARED = 2;
/** As many as there are colours and dashes that can be told apart. */
export const MOST_COMPARED = 8;

/** What can stand beside others in a comparison. */
export type ComparedKey =
  | { readonly kind: 'run'; readonly id: number }
  | { readonly kind: 'experiment'; readonly id: number }
  | { readonly kind: 'row'; readonly row: PublishedRowId };

/** How a key is written in an address and on the command line: 12, experiment-3, C4. */
export function keyText(key: ComparedKey): string {
  switch (key.kind) {
    case 'run':
      return String(key.id);
    case 'experiment':
      return `experiment-${key.id}`;
    case 'row':
      return key.row;
  }
}

/** The key that a text stands for; null where it is none. */
export function parseKey(text: string): ComparedKey | null {
  const [, word = '', digits] = /^(experiment-)?([1-9]\d{0,14})$/.exec(text) ?? [];
  if (digits !== undefined) return { kind: word === '' ? 'run' : 'experiment', id: Number(digits) };
  return isPublishedRowId(text) ? { kind: 'row', row: text } : null;
}

export interface ParsedKeys {
  /** Each once, in the order given, and no more than can be compared. */
  readonly keys: readonly ComparedKey[];
  /** What was no key. */
  readonly strange: readonly string[];
  /** How many keys there were beyond those that can be compared. */
  readonly surplus: number;
}

/** Reads a list such as "1,2,experiment-3,C4". Nothing between two commas is no entry. */
export function parseKeys(text: string): ParsedKeys {
  const parts = [...new Set(text.split(',').map((part) => part.trim()))].filter((part) => part !== '');
  const keys = parts.flatMap((part) => parseKey(part) ?? []);
  return {
    keys: keys.slice(0, MOST_COMPARED),
    strange: parts.filter((part) => parseKey(part) === null),
    surplus: Math.max(0, keys.length - MOST_COMPARED),
  };
}
