import type { Lab } from '../lab/lab';
import { runJson, runText } from './output';
import { printJson, printLine } from './standard-output';

/** Prints a run; with `--json` its series too. */
export function showCommand(lab: Lab, id: number, { json }: { readonly json: boolean }): number {
  const run = lab.run(id);
  if (json) printJson(runJson(run, lab.series(run.id)));
  else printLine(runText(run));
  return 0;
}
