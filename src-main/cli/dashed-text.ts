/**
 * Tells texts that begin with a dash from options. No argument of a program can hold this character, so that a text
 * marked with it is told from any other.
 */
const MARK = '\0';

/** What the name of an option looks like, known or not: `--tag`, `--tag=x`, `-h`, and a slip such as `-json`. */
const OPTION = /^--?[A-Za-z][\w-]*(=[\s\S]*)?$/;

/**
 * Marks what begins with a dash and can be no option ("- point", "-5"), and what an option is given behind "=", so that
 * the parser takes each for text. Behind "--" everything is text already.
 */
export function markDashedTexts(args: readonly string[]): readonly string[] {
  const end = args.indexOf('--');
  const before = end === -1 ? args : args.slice(0, end);
  return [...before.map(marked), ...args.slice(before.length)];
}

function marked(argument: string): string {
  if (!argument.startsWith('-') || argument === '-') return argument;
  if (!OPTION.test(argument)) return `${MARK}${argument}`;
  const equals = argument.indexOf('=');
  return equals === -1 ? argument : `${argument.slice(0, equals + 1)}${MARK}${argument.slice(equals + 1)}`;
}

/** The text as it was typed. */
export function unmarked(text: string): string {
  return text.replaceAll(MARK, '');
}

/** Whether what stands where an option's value should is an option itself: then the value was forgotten. */
export function isOption(argument: string): boolean {
  return argument === '--' || OPTION.test(argument);
}
