import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { toFailure } from '#shared/errors/errors';

import { backupsCommand } from './backups-command';
import { asksForJson, runCommandLine, type CommandEnd } from './command-line';
import type { CommonOptions } from './command-context';
import { failureText } from './output';
import { pagePrinter } from './page-printer';
import { closeOnSignals } from './signals';
import { printFailure, printJson, printLine, watchStandardStreams } from './standard-output';
import { EXECUTOR_POINT } from '../executors/extension-point';
import { readDeviceEvent } from '../devices/message-schemas';
import { readImportEvent } from '../importing/message-schemas';
import { readInspectionAnswer } from '../inspection/message-schemas';
import { openLab, type Lab } from '../lab/lab';
import type { ClosedHome } from '../lab/folder/restore';
import { loadExtensions } from '../processes/extensions';
import { childProcessLauncher } from '../processes/worker-process';
import { sqliteBinding } from '../database/native-binding';
import { EXTENSION_POINTS } from '../training/extensions/points';
import { readTrainingEvent } from '../training/message-schemas';
import { LAB_VERSION } from '../lab/version';

/** The same lab without a window: `npm run lab -- …`. */
const here = dirname(fileURLToPath(import.meta.url));

function placeOf({ home }: CommonOptions): ClosedHome {
  const nativeBinding = sqliteBinding(dirname(dirname(here)), Number(process.versions['napi']));
  return { home, environment: process.env, nativeBinding };
}

async function withLab(
  options: CommonOptions,
  work: (lab: Lab, json: boolean) => number | Promise<number>,
): Promise<void> {
  const lab = openLab({
    ...placeOf(options),
    launchTraining: childProcessLauncher(join(here, 'training.js'), readTrainingEvent),
    launchInspection: childProcessLauncher(join(here, 'inspection.js'), readInspectionAnswer),
    launchDevice: childProcessLauncher(join(here, 'devices.js'), readDeviceEvent),
    launchImport: childProcessLauncher(join(here, 'importing.js'), readImportEvent),
    cudaFolder: join(dirname(dirname(here)), '.setup', 'cuda'),
    studyFolder: join(dirname(dirname(here)), 'resources', 'study'),
    code: LAB_VERSION,
    program: 'command line',
    adoptQueue: false,
    executor: options.executor,
  });
  closeOnSignals(lab);
  try {
    process.exitCode = await work(lab, options.json === true);
  } finally {
    await lab.close();
  }
}

/** What is printed for whoever asked about the command line itself. */
function printEnd(end: CommandEnd, json: boolean): void {
  if (end.kind === 'done') return;
  if (json) printJson({ [end.kind]: end.text });
  else printLine(end.text);
}

async function main(): Promise<void> {
  const args = process.argv.slice(2);
  const json = asksForJson(args);
  watchStandardStreams();
  try {
    // before the help is made, which lists what there is
    await loadExtensions(process.env, { ...EXTENSION_POINTS, executors: EXECUTOR_POINT });
    const end = await runCommandLine(args, LAB_VERSION, {
      withLab,
      backups: (options, action) => backupsCommand(placeOf(options), action, { json: options.json === true }),
      printPage: pagePrinter(dirname(dirname(here))),
    });
    printEnd(end, json);
  } catch (error) {
    const failure = toFailure(error);
    printFailure(failureText(failure), failure, { json });
    process.exitCode = 1;
  }
}

void main();
