import { z } from 'zod';

import { describeProblems, problemsOf } from './problems';
import { showableMessage } from '../basics/showable';
import { systemFailure } from './system-errors';

/** Every way in which the lab says no. One union, so that both sides of the contract can tell the cases apart. */
export const LAB_ERROR_CODES = [
  'invalid-request',
  'invalid-spec',
  'design-not-understood',
  'invalid-weights',
  'weights-missing',
  'unknown-dataset',
  'extension-failed',
  'dataset-missing',
  'dataset-damaged',
  'download-failed',
  'queue-full',
  'unknown-run',
  'unknown-sweep',
  'run-deleted',
  'run-gone',
  'run-not-active',
  'run-not-retryable',
  'run-not-resumable',
  'run-active',
  'database-newer',
  'database-unreadable',
  'database-damaged',
  'database-busy',
  'home-unusable',
  'checkpoint-damaged',
  'checkpoint-newer',
  'dataset-changed',
  'home-in-use',
  'disk-full',
  'invalid-bundle',
  'study-missing',
  'training-diverged',
  'training-process-died',
  'invalid-message',
  'inspection-process-died',
  'artefact-damaged',
  'file-not-written',
  'file-not-read',
  'interrupted',
  'cancelled',
  'device-unusable',
  'executor-unusable',
  'out-of-memory',
  'kernels-unsound',
  'runtime-missing',
  'internal',
] as const;
export type LabErrorCode = (typeof LAB_ERROR_CODES)[number];

/** An error as it crosses a process boundary: plain data. */
export interface LabFailure {
  readonly code: LabErrorCode;
  /** For the user: what was received, what was expected, what to do. */
  readonly message: string;
  /** For whoever looks deeper: a stack, a path, the output of a program. */
  readonly detail?: string;
}

/** An error that the lab foresaw. Its message is written for the user. */
export class LabError extends Error {
  readonly code: LabErrorCode;
  readonly detail: string | undefined;

  constructor(code: LabErrorCode, message: string, detail?: string) {
    // names of files, layers and members come from strangers
    super(showableMessage(message));
    this.name = 'LabError';
    this.code = code;
    this.detail = detail === undefined ? undefined : showableMessage(detail);
  }
}

/** Turns anything that was thrown into data that can cross a process boundary, and be shown. */
export function toFailure(thrown: unknown): LabFailure {
  const { code, message, detail } = failureOf(thrown);
  return {
    code,
    message: showableMessage(message),
    ...(detail === undefined ? {} : { detail: showableMessage(detail) }),
  };
}

function failureOf(thrown: unknown): LabFailure {
  if (thrown instanceof LabError) {
    return {
      code: thrown.code,
      message: thrown.message,
      ...(thrown.detail === undefined ? {} : { detail: thrown.detail }),
    };
  }
  if (thrown instanceof Error) {
    const refused = systemFailure(thrown) ?? databaseFailure(thrown);
    if (refused !== undefined) return refused;
    if (thrown instanceof z.core.$ZodError) return notAsExpected(thrown);
    return {
      code: 'internal',
      message: `Something went wrong inside the lab: ${thrown.message}`,
      ...(thrown.stack === undefined ? {} : { detail: thrown.stack }),
    };
  }
  return { code: 'internal', message: `Something went wrong inside the lab: ${String(thrown)}` };
}

/** As many as a message names. */
const MOST_PROBLEMS = 5;

/** Data of the lab's own that a schema refused, where nobody had foreseen it. */
function notAsExpected(error: z.core.$ZodError): LabFailure {
  const problems = problemsOf(error);
  const named = describeProblems(problems.slice(0, MOST_PROBLEMS));
  const more = problems.length > MOST_PROBLEMS ? `\n… and ${problems.length - MOST_PROBLEMS} problems more.` : '';
  return {
    code: 'internal',
    message:
      `The lab read something that is not of the form it expected. Another version of the lab may have written it: ` +
      `use that one, or the newest.\n${named}${more}`,
    ...(error.stack === undefined ? {} : { detail: error.stack }),
  };
}

/** What SQLite calls the ways in which a database refuses, by the beginning of the code. */
const DATABASE_REFUSALS: readonly (readonly [prefix: string, code: LabErrorCode, said: string])[] = [
  [
    'SQLITE_FULL',
    'disk-full',
    'The disk of the database is full. Make room on it, and try again. What had been recorded before is kept.',
  ],
  [
    'SQLITE_BUSY',
    'database-busy',
    'Another program holds the database. Wait until it is done, or close it, and try again.',
  ],
  [
    'SQLITE_CORRUPT',
    'database-damaged',
    'The database is damaged. Close the lab and open it again: it then offers the backups that it has kept.',
  ],
  [
    'SQLITE_NOTADB',
    'database-damaged',
    'The database is damaged. Close the lab and open it again: it then offers the backups that it has kept.',
  ],
  [
    'SQLITE_READONLY',
    'home-unusable',
    'The database cannot be written to any more: it is read-only. Make its folder writable, and open the lab again.',
  ],
  [
    'SQLITE_IOERR',
    'home-unusable',
    'The disk of the database refused to read or write. Check that it is connected, sound and not full, and open the lab again.',
  ],
];

/** What a refusal of the database means for the user; undefined for any other error. */
function databaseFailure(error: Error): LabFailure | undefined {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const refusal = DATABASE_REFUSALS.find(([prefix]) => code.startsWith(prefix));
  if (refusal === undefined) return undefined;
  return { code: refusal[1], message: `${refusal[2]} (${error.message})`, detail: error.stack ?? error.message };
}

/** Ends a switch over a union: a case that was forgotten fails to compile. */
export function assertNever(value: never): never {
  throw new Error(`A case was forgotten: ${JSON.stringify(value)}`);
}
