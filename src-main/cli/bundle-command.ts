import { existsSync } from 'node:fs';

import type { ImportedRun, ImportResult } from '#shared/runs/bundle';
import { LabError } from '#shared/errors/errors';
import { isEnded } from '#shared/runs/run';

import type { Lab } from '../lab/lab';
import { pathArgument } from './path-argument';
import { runNumber } from './run-number';
import { printJson, printLine } from './standard-output';

/** What `lab export` takes, as it was typed. */
export interface ExportArguments {
  readonly bundle?: string;
  readonly withoutWeights?: boolean;
}

/** `export 7 8 --bundle FILE`, `export experiment-3 --bundle FILE`. */
export async function exportCommand(
  lab: Lab,
  typed: readonly string[],
  { bundle, withoutWeights, json }: ExportArguments & { readonly json: boolean },
): Promise<number> {
  if (typed.length === 0 || bundle === undefined) {
    throw new LabError(
      'invalid-request',
      'Expected runs or an experiment and a file, such as: export 7 8 --bundle runs.zip, or export experiment-3 --bundle runs.zip.',
    );
  }
  const file = pathArgument(bundle, '--bundle');
  if (existsSync(file)) {
    throw new LabError('file-not-written', `${file} is there already. Name another file, or take that one away first.`);
  }
  const ids = [...new Set(typed.flatMap((run) => runsNamed(lab, run)))];
  const written = await lab.exportBundle({ ids, file, withWeights: withoutWeights !== true });
  const count = `${written.count} run${written.count === 1 ? '' : 's'}`;
  if (json) printJson({ ...written, ids });
  else printLine(`${count} written to ${written.file}, ${written.bytes} bytes`);
  return 0;
}

/** `import FILE`. */
export async function importCommand(lab: Lab, file: string, { json }: { readonly json: boolean }): Promise<number> {
  const result = await lab.importBundle(pathArgument(file, 'import'));
  if (json) printJson(result);
  else printLine(importText(result));
  return 0;
}

export function importText({ imported, known }: ImportResult): string {
  const line = (how: string, { id, machine, originId }: ImportedRun): string =>
    `run ${originId} of ${machine} ${how} run ${id}`;
  return [
    ...imported.map((run) => line('is here now as', run)),
    ...known.map((run) => line('was here already as', run)),
  ].join('\n');
}

/** The runs of an experiment that have ended, or the run of a number. */
export function runsNamed(lab: Lab, typed: string): readonly number[] {
  const experiment = /^experiment-(\d{1,9})$/.exec(typed)?.[1];
  if (experiment === undefined) return [runNumber(typed)];
  const ids = lab.runsOfExperiment(Number(experiment)).flatMap(({ id, status }) => (isEnded(status) ? [id] : []));
  if (ids.length > 0) return ids;
  throw new LabError(
    'unknown-run',
    `Received ${typed}, which has no run that has ended. "runs" lists those there are.`,
  );
}
