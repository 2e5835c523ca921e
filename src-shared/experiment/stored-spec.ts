import type { DatasetFacts } from '../datasets/datasets';
import { LabError } from '../errors/errors';
import { parseExperimentSpec, type ExperimentSpec } from './experiment';
import { excessOf } from '../errors/message-bounds';
import { describeProblems, type SpecProblem } from '../errors/problems';
import { describe } from '../basics/expected';

/**
 * A stored design that this lab does not understand: of a newer lab, of a dataset that is gone, or changed by hand. It is
 * data to show and to hand on, and nothing can be trained by it.
 */
export interface UnknownSpec {
  readonly isUnknown: true;
  /** As it is stored, character by character. */
  readonly stored: string;
  /** Why it is not understood; at least one. */
  readonly problems: readonly SpecProblem[];
}

/** A design as it comes out of the database: understood, or not. Whoever uses it has to say what becomes of the other. */
export type StoredSpec = ExperimentSpec | UnknownSpec;

export function isUnderstood(spec: StoredSpec): spec is ExperimentSpec {
  return !('isUnknown' in spec);
}

/** The design where it is understood, otherwise null. */
export function understood(spec: StoredSpec): ExperimentSpec | null {
  return isUnderstood(spec) ? spec : null;
}

/** A run whose design is understood. */
export type OfUnderstood<Run extends { readonly spec: StoredSpec }> = Run & { readonly spec: ExperimentSpec };

export function isOfUnderstood<Run extends { readonly spec: StoredSpec }>(run: Run): run is OfUnderstood<Run> {
  return isUnderstood(run.spec);
}

/**
 * Reads a stored design: the one way in. Never throws, whatever is stored. A field that came later has its default.
 * @param facts of the dataset that it was made with, which need not be known today
 */
export function readStoredSpec(stored: string, facts: DatasetFacts | null = null): StoredSpec {
  let value: unknown;
  try {
    value = JSON.parse(stored);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return unknown(stored, [
      { field: '', message: `Received ${describe(stored)}, which is no JSON (${reason}); expected a design in JSON.` },
    ]);
  }
  const excess = excessOf(value);
  if (excess !== null) return unknown(stored, [{ field: '', message: `Received ${excess}.` }]);
  const result = parseExperimentSpec(value, facts);
  return result.kind === 'valid' ? result.spec : unknown(stored, result.problems);
}

function unknown(stored: string, problems: readonly SpecProblem[]): UnknownSpec {
  return { isUnknown: true, stored, problems };
}

/** A design as the text to store: one that is not understood is kept character by character. */
export function textToStore(spec: StoredSpec): string {
  return isUnderstood(spec) ? JSON.stringify(spec) : spec.stored;
}

/** A stored design as data: an understood one as it is, of another whatever JSON it is; null where it is none, or too large to go through. */
export function storedValue(spec: StoredSpec): unknown {
  if (isUnderstood(spec)) return spec;
  try {
    const value: unknown = JSON.parse(spec.stored);
    return excessOf(value) === null ? value : null;
  } catch {
    return null;
  }
}

/** What a design says in a field, such as `training.epochs`, understood or not; undefined where it says nothing there. */
export function storedField(spec: StoredSpec, path: string): string | number | boolean | null | undefined {
  let value = storedValue(spec);
  for (const name of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
    value = (value as Readonly<Record<string, unknown>>)[name];
  }
  const isPlain = value === null || ['string', 'number', 'boolean'].includes(typeof value);
  return isPlain ? (value as string | number | boolean | null) : undefined;
}

/** The same as a text to show; a dash where the design says nothing there. */
export function storedText(spec: StoredSpec, path: string): string {
  const value = storedField(spec, path);
  if (value === undefined || value === null) return '–';
  return typeof value === 'string' ? describe(value).replaceAll(/^"|"$/gu, '') : String(value);
}

/** Most problems that a sentence names. */
const MOST_NAMED = 3;

/** Why a design is not understood, in one text. */
export function problemsText({ problems }: UnknownSpec): string {
  const more = problems.length > MOST_NAMED ? [`… and ${problems.length - MOST_NAMED} problems more.`] : [];
  return [describeProblems(problems.slice(0, MOST_NAMED)), ...more].join('\n');
}

/** Why nothing can be done with a run whose design is not understood. @param what cannot be done, such as "resumed" */
export function notUnderstood(id: number, spec: UnknownSpec, what: string): LabError {
  return new LabError(
    'design-not-understood',
    `Run ${id} cannot be ${what}: this lab does not understand the design of its experiment.\n${problemsText(spec)}\n` +
      'Use the lab that made it, or a newer one, or name the extension that knows it in SIAMESE_LAB_EXTENSIONS. Its figures and files are kept as they are.',
  );
}

/**
 * The design of a run, where something is to be done that needs one.
 * @param what cannot be done with the run, such as "resumed"
 * @throws LabError `design-not-understood`
 */
export function requireSpec(run: { readonly id: number; readonly spec: StoredSpec }, what: string): ExperimentSpec {
  if (isUnderstood(run.spec)) return run.spec;
  throw notUnderstood(run.id, run.spec, what);
}
