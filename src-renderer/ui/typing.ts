/** Inputs that take no text: a key pressed in them types nothing. */
const TEXTLESS = ['button', 'checkbox', 'color', 'file', 'image', 'radio', 'range', 'reset', 'submit'];
/** What a character goes into: text fields, and lists that jump to the entry it begins. */
const TAKES_TEXT = [
  `input${TEXTLESS.map((type) => `:not([type="${type}"])`).join('')}`,
  'textarea',
  'select',
  '[contenteditable=""]',
  '[contenteditable="true"]',
  '[contenteditable="plaintext-only"]',
].join(', ');

/** Whether a character belongs to what has the focus. */
export function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest(TAKES_TEXT) !== null;
}
