import { showable } from '#shared/basics/showable';

/** What yauzl says of a zip file that it cannot read, and what that means for a person. */
const PROBLEMS: readonly (readonly [said: RegExp, meaning: string])[] = [
  [/signature not found|Invalid comment length|zip64 end of central/i, 'was cut off: the list at its end is missing'],
  [/multi-disk/, 'is one part of several'],
  [/encrypt/, 'has a member that is encrypted'],
  [/unsupported compression/, 'has a member that is packed in a way that the lab does not know'],
  [/too many bytes|not enough bytes/, 'has a member that unpacks to another size than it says'],
];
const UNSAFE_NAME = /^(?:invalid characters in fileName|absolute path|invalid relative path): (.*)$/s;

/** What is wrong with a zip file, to follow its name: "was cut off: …". The library's own words are left to the detail. */
export function zipProblem(error: unknown): string {
  const said = error instanceof Error ? error.message : String(error);
  const unsafe = UNSAFE_NAME.exec(said)?.[1];
  if (unsafe !== undefined) return `has a member "${showable(unsafe)}" that points out of the archive`;
  return PROBLEMS.find(([pattern]) => pattern.test(said))?.[1] ?? 'is damaged: it could not be read to its end';
}
