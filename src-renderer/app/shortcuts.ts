import type { MessageKey } from '../i18n/i18n';
import { isTyping } from '../ui/typing';

/** A key, or keys held together, as a person reads them, and what they do. */
export interface Shortcut {
  /** Names of `shell.keys`, or the key itself. */
  readonly keys: readonly string[];
  readonly text: MessageKey;
}

/** The ones that work on every screen. */
export const SHORTCUTS: readonly Shortcut[] = [
  { keys: ['control', 'K'], text: 'shell.shortcut.palette' },
  { keys: ['alt', '1 … 9'], text: 'shell.shortcut.screen' },
  { keys: ['?'], text: 'shell.shortcut.shortcuts' },
  { keys: ['/'], text: 'help.searchKey' },
  { keys: ['F8'], text: 'shell.shortcut.notices' },
  { keys: ['escape'], text: 'shell.shortcut.close' },
];

/** What a key asks for on any screen. */
export type Wish =
  { readonly kind: 'palette' } | { readonly kind: 'shortcuts' } | { readonly kind: 'screen'; readonly place: number };

/** Reads a key. Null where it is not one of the lab's, or where it belongs to what is being typed. */
export function wishOf(event: KeyboardEvent): Wish | null {
  const { key, code, ctrlKey, metaKey, altKey } = event;
  if ((ctrlKey || metaKey) && !altKey && key.toLowerCase() === 'k') return { kind: 'palette' };
  const digit = /^Digit([1-9])$/.exec(code)?.[1];
  if (altKey && !ctrlKey && !metaKey && digit !== undefined) return { kind: 'screen', place: Number(digit) - 1 };
  if (key === '?' && !ctrlKey && !metaKey && !altKey && !isTyping(event.target)) return { kind: 'shortcuts' };
  return null;
}
