import { LabError } from '#shared/errors/errors';
import { reasonOf } from '#shared/errors/system-errors';

/** The status by which shells report a program that wrote where nobody reads any more (128 + SIGPIPE). */
const NOBODY_READS = 141;

let hasPrintedJson = false;

/** Writes text to standard output. */
export function print(text: string): void {
  process.stdout.write(text);
}

/** Writes a line to standard output. */
export function printLine(text: string): void {
  print(`${text}\n`);
}

/** Writes the one object that `--json` promises. */
export function printJson(value: object): void {
  hasPrintedJson = true;
  printLine(JSON.stringify(value));
}

/** Tells of a failure: in words on the error stream and, where JSON was asked for and none was printed, as the one object. */
export function printFailure(text: string, failure: object, { json }: { readonly json: boolean }): void {
  process.stderr.write(`${text}\n`);
  if (json && !hasPrintedJson) printJson({ failure });
}

/**
 * Decides what becomes of the program where its output goes nowhere. A reader that has had enough (`| head -1`) ends it
 * in silence, once the work is done; output that cannot be written is a failure.
 */
export function watchStandardStreams(): void {
  let status: number | undefined;
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (status !== undefined) return;
    status = error.code === 'EPIPE' ? NOBODY_READS : 1;
    if (status === 1) process.stderr.write(`${outputRefused(error).message}\n`);
  });
  // there is nobody left to tell
  process.stderr.on('error', () => undefined);
  process.on('exit', () => {
    if (status !== undefined) process.exitCode = status;
  });
}

function outputRefused(error: Error): LabError {
  return new LabError(
    'file-not-written',
    `Standard output could not be written: ${reasonOf(error)}. What was printed is not whole. Make room, or send it elsewhere, and print it again.`,
  );
}
