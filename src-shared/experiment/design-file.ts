import { LabError } from '../errors/errors';
import { FILE_KIND_BYTES, fileKind } from '../basics/file-kind';
import { showable } from '../basics/showable';
import { describeProblems, parseExperimentSpec, type ExperimentSpec } from './experiment';
import { standsForRow } from './presets';

/** A design as a file: JSON that people can read and change. */
export function designFile(spec: ExperimentSpec): string {
  return `${JSON.stringify(spec, null, 2)}\n`;
}

/** A name for it, such as "design-vanilla-cifar10.json". */
export function designFileName({ network, dataset }: ExperimentSpec): string {
  return `design-${network.kind}-${dataset}.json`;
}

/** No design comes near it: who chooses another file is told so before it is read into memory. */
export const MOST_DESIGN_BYTES = 2 ** 20;

/**
 * Reads a design from a file; what the file leaves out takes its default.
 * @param name of the file, for the message
 * @throws LabError `invalid-spec` that says what was wrong where
 */
export function readDesignFile(text: string, name: string): ExperimentSpec {
  let draft: unknown;
  try {
    draft = JSON.parse(text);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    const { name: kind, words } = fileKind(asciiOf(text.slice(0, FILE_KIND_BYTES)));
    const received = kind === 'json' ? `not JSON (${showable(why)})` : /[\0\ufffd]/.test(text) ? 'no text' : words;
    throw new LabError(
      'invalid-spec',
      `Received ${name}, which is ${received}; expected a design such as {"dataset": "shapes", "fraction": 0.1}. ` +
        'Choose a design that the lab has exported, or mend it there.',
      why,
    );
  }
  const result = parseExperimentSpec(draft);
  if (result.kind === 'invalid') {
    throw new LabError(
      'invalid-spec',
      `Received ${name}, which is not a design that the lab can train. Mend it there:\n${describeProblems(result.problems)}`,
    );
  }
  return standsForRow(result.spec) ? result.spec : { ...result.spec, row: null };
}

/** Enough to tell what kind of text it is. */
function asciiOf(text: string): Uint8Array {
  return Uint8Array.from(text, (letter) => Math.min(letter.charCodeAt(0), 0x7e));
}
