import { z } from 'zod';

import { describe } from '../basics/expected';

/** One thing that is wrong with data, and where: `training.epochs`. */
export interface SpecProblem {
  readonly field: string;
  readonly message: string;
}

/** Of a longer list of allowed values the first are named. */
const MOST_VALUES = 20;

const TYPES: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  tuple: 'a list',
  object: 'an object',
  record: 'an object',
  null: 'null',
  undefined: 'nothing',
};

const UNITS: Readonly<Record<string, string>> = { string: ' characters', array: ' entries' };

function listed(values: readonly unknown[]): string {
  const named = values.slice(0, MOST_VALUES).map((value) => describe(value));
  return [...named, ...(values.length > MOST_VALUES ? ['…'] : [])].join(', ');
}

function limit(issue: { readonly origin: string; readonly inclusive?: boolean | undefined }, word: string): string {
  return `${issue.inclusive === false ? `${word} than` : `at ${word === 'more' ? 'least' : 'most'}`} `;
}

/** What a rule that has no words of its own wanted. */
function wantedBy(issue: z.core.$ZodRawIssue): string {
  if (issue.code === 'invalid_type') return TYPES[issue.expected] ?? issue.expected;
  if (issue.code === 'invalid_value') {
    return issue.values.length === 1 ? describe(issue.values[0]) : `one of ${listed(issue.values)}`;
  }
  if (issue.code === 'too_big') return `${limit(issue, 'less')}${issue.maximum}${UNITS[issue.origin] ?? ''}`;
  if (issue.code === 'too_small') return `${limit(issue, 'more')}${issue.minimum}${UNITS[issue.origin] ?? ''}`;
  if (issue.code === 'invalid_format') return `a text of the form ${issue.pattern ?? issue.format}`;
  const { options } = issue as { readonly options?: unknown };
  return Array.isArray(options) ? `one of ${listed(options)}` : 'another value';
}

/** Says of a rule that has no words of its own what was received and what was expected. */
function explain(issue: z.core.$ZodRawIssue): string {
  const { input } = issue;
  if (issue.code === 'unrecognized_keys') return `Received ${listed(issue.keys)}; expected no such field.`;
  // of a union the whole object comes in, and the field that decides is what was wrong
  const field =
    issue.code === 'invalid_union' ? (issue as { readonly discriminator?: unknown }).discriminator : undefined;
  const received =
    typeof field === 'string' && typeof input === 'object' && input !== null
      ? (input as Readonly<Record<string, unknown>>)[field]
      : input;
  return `Received ${describe(received)}; expected ${wantedBy(issue)}.`;
}

// for every schema of every process, so that no rule that was given no words speaks in those of the library
z.config({ customError: explain });

/**
 * What a schema found wrong, a problem a field, in words for the user.
 * @param whole what the data is, for a field of it that nobody knows
 */
export function problemsOf(error: z.core.$ZodError, whole = 'it'): readonly SpecProblem[] {
  return error.issues.flatMap((issue) => {
    const path = issue.path.map(String);
    if (issue.code !== 'unrecognized_keys') return [{ field: path.join('.'), message: issue.message }];
    return issue.keys.map((key) => ({
      field: [...path, key].join('.'),
      message: `Received the field "${key}", which ${path.length === 0 ? whole : `this ${path.join('.')}`} does not have; leave it out.`,
    }));
  });
}

/** Problems as one text for the user, a line each. */
export function describeProblems(problems: readonly SpecProblem[]): string {
  return problems.map(({ field, message }) => (field === '' ? message : `${field}: ${message}`)).join('\n');
}
