/**
 * What must not reach a screen or a terminal as it is: control characters (of which a terminal takes orders), those that
 * turn the direction of what is written, and those that cannot be seen. Unicode's Cc, Cf, Zl and Zp, and lone surrogates.
 */
const UNSHOWABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;
/** Joins and separates letters in scripts that need it, and the parts of one picture. */
const HARMLESS: ReadonlySet<string> = new Set(['\u200c', '\u200d', '\u00ad']);

/** Letters of a name that a message shows. */
const MOST_LETTERS = 200;

/**
 * A foreign text, such as the name of a member of an archive, so that it can stand in a message: what cannot be shown is
 * written as its code, and a long text is cut.
 */
export function showable(text: string, mostLetters = MOST_LETTERS): string {
  const letters = Array.from(text.slice(0, 2 * mostLetters + 1));
  const shown = escaped(letters.slice(0, mostLetters).join(''), '');
  return letters.length > mostLetters ? `${shown}…` : shown;
}

/** A whole message, whose own line breaks stay. */
export function showableMessage(text: string): string {
  return escaped(text, '\n\t');
}

function escaped(text: string, kept: string): string {
  return text.replace(UNSHOWABLE, (character) =>
    kept.includes(character) || HARMLESS.has(character)
      ? character
      : `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`,
  );
}
