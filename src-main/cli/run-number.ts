import { LabError } from '#shared/errors/errors';

/** A run as it is typed. @throws LabError `unknown-run` where it is no number */
export function runNumber(typed: string): number {
  const id = /^\d+$/.test(typed) ? Number(typed) : 0;
  if (Number.isSafeInteger(id) && id > 0) return id;
  throw new LabError('unknown-run', `Received the run "${typed}"; expected a number such as 1. "runs" lists them.`);
}

/** One run or more. @throws LabError `unknown-run` */
export function runNumbers(typed: readonly string[]): readonly number[] {
  if (typed.length > 0) return [...new Set(typed.map(runNumber))];
  throw new LabError('unknown-run', 'Received no run; expected one number or more, such as 1 2 3. "runs" lists them.');
}
