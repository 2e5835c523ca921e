import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { cac } from 'cac';

import { LabError, toFailure } from '#shared/errors';
import { PROTOCOLS } from '#shared/run';
import { RUN_COLUMNS } from '#shared/run-list';

import type { RunArguments } from './cli/arguments';
import { backupsCommand } from './cli/backups-command';
import { exportCommand, importCommand, type ExportArguments } from './cli/bundle-command';
import { compareCommand, type CompareArguments } from './cli/compare-command';
import { datasetCommand } from './cli/dataset-command';
import { devicesCommand } from './cli/devices-command';
import { SWEPT, withDesignOptions } from './cli/design-options';
import { estimateCommand } from './cli/estimate-command';
import { evaluateCommand, type EvaluateArguments } from './cli/evaluate-command';
import { archiveCommand, deleteCommand, noteCommand, tagCommand } from './cli/curate-command';
import { failureText, runJson, runText } from './cli/output';
import { cancelCommand, queueCommand } from './cli/queue-command';
import { resumeCommand, retryCommand, runCommand } from './cli/run-command';
import { runsCommand, type RunsArguments } from './cli/runs-command';
import { runNumber } from './cli/run-number';
import { closeOnSignals } from './cli/signals';
import { sweepCommand, type SweepArguments } from './cli/sweep-command';
import { weightsCommand } from './cli/weights-command';
import { readDeviceEvent } from './devices/message-schemas';
import { readInspectionAnswer } from './inspection/message-schemas';
import { openLab, type Lab } from './lab/lab';
import type { ClosedHome } from './lab/restore';
import { childProcessLauncher } from './lab/worker-process';
import { sqliteBinding } from './native-binding';
import { readTrainingEvent } from './training/message-schemas';
import { LAB_VERSION } from './version';

/** The same lab without a window: `npm run lab -- …`. */
interface CommonOptions {
  readonly home?: string;
  readonly json?: boolean;
}

const here = dirname(fileURLToPath(import.meta.url));
const commands = cac('npm run lab --');

commands.option(
  '--home <folder>',
  'Folder of the database and the runs (default: SIAMESE_LAB_HOME, then the usual place)',
);
commands.option('--json', 'Print one JSON object on standard output, and nothing else');

commands
  .command(
    'datasets [...action]',
    'List the datasets; "datasets install NAME"; "datasets import NAME PATH"; "datasets verify NAME"',
  )
  .action((action: readonly string[], options: CommonOptions) =>
    withLab(options, (lab, json) => datasetCommand(lab, action, { json })),
  );

commands
  .command('weights [...action]', 'List the weights to start from; "weights install NAME"; "weights import NAME FILE"')
  .action((action: readonly string[], options: CommonOptions) =>
    withLab(options, (lab, json) => weightsCommand(lab, action, { json })),
  );

commands
  .command('devices', 'Look for everything that can compute here, test it, and measure how fast it trains')
  .action((options: CommonOptions) => withLab(options, (lab, json) => devicesCommand(lab, { json })));

withDesignOptions(commands.command('run', 'Train a network, wait for the end, and print its metrics'))
  .option('--weights <file>', 'ImageNet weights for --transfer (.h5 or .npz), checked and kept in the lab’s folder')
  .action((options: CommonOptions & RunArguments) =>
    withLab(options, (lab, json) => runCommand(lab, options, { json })),
  );

withDesignOptions(commands.command('estimate', 'Say how long a design takes here, from a few measured steps')).action(
  (options: CommonOptions & RunArguments) => withLab(options, (lab, json) => estimateCommand(lab, options, { json })),
);

withDesignOptions(
  commands.command('sweep', 'Show what a grid of experiments is and takes; with --go queue it and wait for the end'),
  SWEPT,
)
  .option('--networks <list>', 'Such as vanilla,siamese-vanilla')
  .option('--fractions <list>', 'Such as 0.1,0.5,1')
  .option('--permutations <list>', 'Such as 1,2,4; a network that is not trained on them has one experiment')
  .option('--go', 'Queue the experiments')
  .action((options: CommonOptions & SweepArguments) =>
    withLab(options, (lab, json) => sweepCommand(lab, options, { json })),
  );

commands
  .command('evaluate', 'Evaluate weights that were trained elsewhere as a row of the deck')
  .option('--row <row>', 'Such as C1, C2 or C4')
  .option('--weights <file>', 'A Keras HDF5 file (.h5)')
  .option('--protocol <name>', `One of ${PROTOCOLS.join(', ')} (default: the honest one of the network)`)
  .action((options: CommonOptions & EvaluateArguments) =>
    withLab(options, (lab, json) => evaluateCommand(lab, options, { json })),
  );

commands
  .command('compare', 'Print runs beside each other, or the figures of the deck beside ours')
  .option(
    '--runs <runs>',
    'Two to eight runs, experiments or rows, such as 1,2,experiment-3,C4; the first is the baseline',
  )
  .option('--rows <rows>', 'Such as C3,C6 (default: all)')
  .option('--format <format>', 'text (default) or md; with --runs also json or csv')
  .action((options: CommonOptions & CompareArguments) =>
    withLab(options, (lab, json) => compareCommand(lab, options, { json })),
  );

commands
  .command(
    'resume <run>',
    'Go on with a run from its last checkpoint, after a cancel, a crash or a power cut, and wait for the end',
  )
  .action((typed: string, options: CommonOptions) =>
    withLab(options, (lab, json) => resumeCommand(lab, runNumber(typed), { json })),
  );

commands
  .command('retry <run>', 'Try a run once more that failed, was cancelled or was interrupted, and wait for the end')
  .action((typed: string, options: CommonOptions) =>
    withLab(options, (lab, json) => retryCommand(lab, runNumber(typed), { json })),
  );

commands
  .command('queue [action]', 'Show what runs and what waits; "queue pause" lets no run start; "queue resume"')
  .action((action: string | undefined, options: CommonOptions) =>
    withLab(options, (lab, json) => queueCommand(lab, action, { json })),
  );

commands
  .command('cancel [...runs]', 'Cancel runs that wait; "cancel --queued" cancels all of them')
  .option('--queued', 'Every run that waits, in whichever program')
  .action((runs: readonly unknown[], options: CommonOptions & { readonly queued?: boolean }) =>
    withLab(options, (lab, json) => cancelCommand(lab, runs, { json, queued: options.queued === true })),
  );

commands
  .command('runs', 'List the runs, newest first')
  .option('--status <status>', 'Only these; given several times, any of them. The same holds for the next three')
  .option('--dataset <name>', 'Only those trained on it')
  .option('--network <name>', 'Only those of it')
  .option('--row <row>', 'Only those that stand for a row of the deck')
  .option('--tag <tag>', 'Only those that have it; given several times, all of them')
  .option('--search <words>', 'Only those with each word in the title, the tags or the note')
  .option('--archived <which>', 'without (default), only, or with the others')
  .option(
    '--sort <column>',
    `Best or newest first, words from A; otherwise as in accuracy:asc: ${RUN_COLUMNS.join(', ')}`,
  )
  .option('--limit <count>', 'How many (default: 50, at most 500); --csv prints all unless it is given')
  .option('--offset <count>', 'How many to pass over (default: 0)')
  .option('--csv', 'Print all columns as CSV (RFC 4180)')
  .action((options: CommonOptions & RunsArguments) =>
    withLab(options, (lab, json) => runsCommand(lab, options, { json })),
  );

commands
  .command('tag <run> [...tags]', 'Give a run tags, or print those that it has')
  .option('--remove', 'Take them away')
  .action((run: string, tags: readonly unknown[], options: CommonOptions & { readonly remove?: boolean }) =>
    withLab(options, (lab, json) => tagCommand(lab, run, tags, { json, remove: options.remove === true })),
  );

commands
  .command('note <run> [text]', 'Write a note on a run in place of the one that it has ("" for none), or print it')
  .action((run: string, text: string | undefined, options: CommonOptions) =>
    withLab(options, (lab, json) => noteCommand(lab, run, text, { json })),
  );

commands
  .command('archive [...runs]', 'Put runs out of sight; nothing of them is lost')
  .option('--undo', 'Bring them back')
  .action((runs: readonly unknown[], options: CommonOptions & { readonly undo?: boolean }) =>
    withLab(options, (lab, json) => archiveCommand(lab, runs, { json, undo: options.undo === true })),
  );

commands
  .command('delete [...runs]', 'Delete runs with their files, at once and for good')
  .action((runs: readonly unknown[], options: CommonOptions) =>
    withLab(options, (lab, json) => deleteCommand(lab, runs, { json })),
  );

commands
  .command('show <run>', 'Print a run: its metrics, per class, and its confusion matrix')
  .action((typed: string, options: CommonOptions) =>
    withLab(options, (lab, json) => {
      const run = lab.run(runNumber(typed));
      process.stdout.write(json ? `${JSON.stringify(runJson(run, lab.series(run.id)))}\n` : `${runText(run)}\n`);
      return 0;
    }),
  );

commands
  .command('export [...runs]', 'Write runs that have ended, or those of an experiment (experiment-3), into one file')
  .option('--bundle <file>', 'The file, such as runs.zip')
  .option('--without-weights', 'Leave the weights out: figures, curves and predictions are there all the same')
  .action((runs: readonly unknown[], options: CommonOptions & ExportArguments) =>
    withLab(options, (lab, json) => exportCommand(lab, runs, { ...options, json })),
  );

commands
  .command('import <file>', 'Take in the runs of such a file, under numbers of their own; nothing is overwritten')
  .action((file: string, options: CommonOptions) =>
    withLab(options, (lab, json) => importCommand(lab, file, { json })),
  );

commands
  .command(
    'backups [...action]',
    'List the backups of the database; "backups restore NAME" or "backups restore latest"',
  )
  .action((action: readonly string[], options: CommonOptions) =>
    backupsCommand(placeOf(options), action, { json: options.json === true }),
  );

commands.help();
commands.version(LAB_VERSION);

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
    cudaFolder: join(dirname(dirname(here)), '.setup', 'cuda'),
    code: LAB_VERSION,
    program: 'command line',
    adoptQueue: false,
  });
  closeOnSignals(lab);
  try {
    process.exitCode = await work(lab, options.json === true);
  } finally {
    await lab.close();
  }
}

async function main(): Promise<void> {
  try {
    commands.parse(process.argv, { run: false });
    if (commands.matchedCommand === undefined) {
      if (commands.options['help'] === true || commands.options['version'] === true) return;
      const [asked] = commands.args;
      commands.outputHelp();
      if (asked !== undefined)
        throw new LabError('invalid-request', `Received the command "${asked}"; it is none of the above.`);
      return;
    }
    await commands.runMatchedCommand();
  } catch (error) {
    const failure = toFailure(
      error instanceof Error && error.name === 'CACError' ? new LabError('invalid-request', error.message) : error,
    );
    process.stderr.write(`${failureText(failure)}\n`);
    if (process.argv.includes('--json')) process.stdout.write(`${JSON.stringify({ failure })}\n`);
    process.exitCode = 1;
  }
}

void main();
