/** Every way in which the lab says no. One union, so that both sides of the contract can tell the cases apart. */
export type LabErrorCode =
  | 'invalid-request'
  | 'invalid-spec'
  | 'invalid-weights'
  | 'weights-missing'
  | 'unknown-dataset'
  | 'dataset-missing'
  | 'dataset-damaged'
  | 'download-failed'
  | 'queue-full'
  | 'unknown-run'
  | 'run-not-active'
  | 'run-not-retryable'
  | 'run-not-resumable'
  | 'run-active'
  | 'database-newer'
  | 'database-unreadable'
  | 'home-unusable'
  | 'checkpoint-damaged'
  | 'checkpoint-newer'
  | 'dataset-changed'
  | 'training-diverged'
  | 'training-process-died'
  | 'inspection-process-died'
  | 'artefact-damaged'
  | 'file-not-written'
  | 'interrupted'
  | 'cancelled'
  | 'device-unusable'
  | 'out-of-memory'
  | 'runtime-missing'
  | 'internal';

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
    super(message);
    this.name = 'LabError';
    this.code = code;
    this.detail = detail;
  }
}

/** Turns anything that was thrown into data that can cross a process boundary. */
export function toFailure(thrown: unknown): LabFailure {
  if (thrown instanceof LabError) {
    return {
      code: thrown.code,
      message: thrown.message,
      ...(thrown.detail === undefined ? {} : { detail: thrown.detail }),
    };
  }
  if (thrown instanceof Error) {
    return {
      code: 'internal',
      message: `Something went wrong inside the lab: ${thrown.message}`,
      ...(thrown.stack === undefined ? {} : { detail: thrown.stack }),
    };
  }
  return { code: 'internal', message: `Something went wrong inside the lab: ${String(thrown)}` };
}

/** Ends a switch over a union: a case that was forgotten fails to compile. */
export function assertNever(value: never): never {
  throw new Error(`A case was forgotten: ${JSON.stringify(value)}`);
}
