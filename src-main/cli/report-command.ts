import { join } from 'node:path';

import { parseKey, type ComparedKey } from '#shared/comparison/selection';
import { LabError } from '#shared/errors/errors';
import { reportFolderName } from '#shared/report/folder-name';
import type { ReportQuestion, ReportSelection } from '#shared/report/selection';

import type { Lab } from '../lab/lab';
import type { PrintPage } from '../lab/report/reports';
import { pathArgument } from './path-argument';
import { answerSelection, figureArgument, type SelectionArguments } from './selection-arguments';
import { printJson, printLine } from './standard-output';

/** What `lab report` takes beside runs, as it was typed. */
export interface ReportArguments extends Omit<SelectionArguments, 'sweep'> {
  /** A number, or a name. */
  readonly sweep?: string;
  readonly study?: boolean;
  readonly figure?: string;
  readonly over?: string;
  readonly out?: string;
  readonly withoutPdf?: boolean;
  readonly withoutImages?: boolean;
}

/** `report --rows C3,C6`, `report 1 experiment-3 C4`, `report --sweep "Few shapes"`, `report --study`. */
export async function reportCommand(
  lab: Lab,
  runs: readonly string[],
  typed: ReportArguments,
  { json, print, today }: { readonly json: boolean; readonly print: PrintPage; readonly today: number },
): Promise<number> {
  const selection = selectionOf(lab, runs, typed);
  const isStudy = selection.kind === 'study';
  const written = await lab.writeReport({
    selection,
    question: questionOf(typed),
    folder:
      typed.out === undefined
        ? join(process.cwd(), reportFolderName(selection, today))
        : pathArgument(typed.out, '--out'),
    print: isStudy || typed.withoutPdf === true ? null : print,
    withImages: !isStudy && typed.withoutImages !== true,
  });
  if (json) {
    printJson(written);
    return 0;
  }
  printLine(`The report is in ${written.folder}: ${written.files.filter((file) => !file.includes('/')).join(', ')}`);
  if (written.noPdf !== null) printLine(`There is no PDF: ${written.noPdf}`);
  return 0;
}

function selectionOf(lab: Lab, runs: readonly string[], typed: ReportArguments): ReportSelection {
  const { sweep, experiments, rows, study } = typed;
  const chosen = [sweep, experiments, rows].filter((each) => each !== undefined).length;
  if (chosen + (study === true ? 1 : 0) + (runs.length > 0 ? 1 : 0) !== 1) {
    throw new LabError(
      'invalid-request',
      'Expected one choice of runs, such as: report 7 8, report experiment-3 C4, report --rows C3,C6, report --sweep 1, report --experiments 3,4, or report --study.',
    );
  }
  if (study === true) return { kind: 'study' };
  if (sweep !== undefined) return { kind: 'sweep', id: sweepOf(lab, sweep) };
  const answered = answerSelection({
    ...(experiments === undefined ? {} : { experiments }),
    ...(rows === undefined ? {} : { rows }),
  });
  return answered ?? { kind: 'compared', keys: runs.map(keyOf), baseline: 0 };
}

function keyOf(typed: string): ComparedKey {
  const key = parseKey(typed);
  if (key !== null) return key;
  throw new LabError(
    'unknown-run',
    `Received "${typed}"; expected a run, an experiment or a row, such as 12, experiment-3 or C4. "runs" lists the runs.`,
  );
}

/** The number of a sweep, or of the latest one of a name. @throws LabError `unknown-sweep` */
function sweepOf(lab: Lab, typed: string): number {
  const named = lab.answers.sweeps().find(({ id, name }) => name === typed || String(id) === typed);
  if (named !== undefined) return named.id;
  throw new LabError(
    'unknown-sweep',
    `Received the sweep "${typed}"; there is none of that number or name. See what there is with: npm run lab -- answer --list`,
  );
}

function questionOf({ figure, over }: ReportArguments): ReportQuestion {
  return {
    ...(figure === undefined ? {} : { figure: figureArgument(figure) }),
    ...(over === undefined ? {} : { axis: over }),
  };
}
