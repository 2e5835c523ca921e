import type { Command } from 'commander';

import { RUN_COLUMNS } from '#shared/runs/list-column';

import type { RunArguments } from './arguments';
import { exportCommand, importCommand, type ExportArguments } from './bundle-command';
import type { CommandContext, CommonOptions } from './command-context';
import { addCurationCommands } from './curation-commands';
import { datasetCommand } from './dataset-command';
import type { OwnDatasetArguments } from './own-dataset-command';
import { addDesignOptions, SWEPT } from './design-options';
import { devicesCommand } from './devices-command';
import { estimateCommand } from './estimate-command';
import { addFigureCommands, addStudyCommand } from './figure-commands';
import { cancelCommand, queueCommand } from './queue-command';
import { resumeCommand, retryCommand, runCommand } from './run-command';
import { runNumber } from './run-number';
import { runsCommand, type RunsArguments } from './runs-command';
import { showCommand } from './show-command';
import { sweepCommand, type SweepArguments } from './sweep-command';
import { addCommand, addOption } from './typed-command';
import { weightsCommand } from './weights-command';

/** Adds every command to the program, with the options that all of them take. */
export function addCommands(program: Command, context: CommandContext): void {
  addDataCommands(program, context);
  addTrainingCommands(program, context);
  addFigureCommands(program, context);
  addQueueCommands(program, context);
  addListCommands(program, context);
  addCurationCommands(program, context);
  addTransferCommands(program, context);
  addStudyCommand(program, context);
  // last, so that the help of a command begins with what is its own
  for (const command of program.commands) addCommonOptions(command);
}

/** They may stand before the command as well as behind it. */
export function addCommonOptions(command: Command): Command {
  addOption(
    command,
    '--home <folder>',
    'Folder of the database and the runs (default: SIAMESE_LAB_HOME, then the usual place)',
    'text',
  );
  return addOption(command, '--json', 'Print one JSON object on standard output, and nothing else', 'flag');
}

function addExecutorOption(command: Command): Command {
  return addOption(command, '--executor <name>', 'What computes it (default: local, on this machine)', 'text');
}

function addDataCommands(program: Command, { withLab }: CommandContext): void {
  const datasets = addCommand(
    program,
    'datasets [action...]',
    'List the datasets; "datasets install NAME"; "datasets import NAME PATH"; "datasets verify NAME"; ' +
      'of your own pictures "datasets look PATH"; "datasets import NAME PATH"; "datasets remove NAME"',
  );
  addOwnDatasetOptions(datasets).action(
    (
      action: readonly string[],
      { title, size, fit, colours, split, testShare, seed, ...common }: CommonOptions & OwnDatasetArguments,
    ) =>
      withLab(common, (lab, json) =>
        datasetCommand(lab, action, { title, size, fit, colours, split, testShare, seed }, { json }),
      ),
  );
  addCommand(
    program,
    'weights [action...]',
    'List the weights to start from; "weights install NAME"; "weights import NAME FILE"',
  ).action((action: readonly string[], options: CommonOptions) =>
    withLab(options, (lab, json) => weightsCommand(lab, action, { json })),
  );
  addCommand(
    program,
    'devices',
    'Look for everything that can compute here, test it, and measure how fast it trains',
  ).action((options: CommonOptions) => withLab(options, (lab, json) => devicesCommand(lab, { json })));
}

function addOwnDatasetOptions(command: Command): Command {
  addOption(command, '--title <text>', 'Of your own pictures: what the dataset is called (default: its name)', 'text');
  addOption(
    command,
    '--size <pixels>',
    'Side of the squares that they become (default: as they are, 96 at most)',
    'number',
  );
  addOption(command, '--fit <how>', 'crop their middle (default), pad or stretch them', 'text');
  addOption(command, '--colours <how>', 'grey or colour (default: colour, unless all are grey)', 'text');
  addOption(
    command,
    '--split <how>',
    'What is tested on: as-given by folders train and test or by a list (default, where they say so), random, by-group or by-class',
    'text',
  );
  addOption(command, '--test-share <share>', 'The part that is tested on (default: 0.2)', 'number');
  return addOption(command, '--seed <number>', 'Draws what is tested on (default: 1)', 'number');
}

function addTrainingCommands(program: Command, { withLab }: CommandContext): void {
  const run = addDesignOptions(addCommand(program, 'run', 'Train a network, wait for the end, and print its metrics'));
  addOption(run, '--name <name>', 'What the experiment is called (default: what its design says)', 'text');
  addOption(
    run,
    '--weights <file>',
    'ImageNet weights for --transfer (.h5 or .npz), checked and kept in the lab’s folder',
    'text',
  );
  addExecutorOption(run).action((options: CommonOptions & RunArguments) =>
    withLab(options, (lab, json) => runCommand(lab, options, { json })),
  );

  addDesignOptions(
    addCommand(program, 'estimate', 'Say how long a design takes here, from a few measured steps'),
  ).action((options: CommonOptions & RunArguments) =>
    withLab(options, (lab, json) => estimateCommand(lab, options, { json })),
  );

  const sweep = addDesignOptions(
    addCommand(
      program,
      'sweep',
      'Show what a grid of experiments is and takes; with --go queue it and wait for the end',
    ),
    SWEPT,
  );
  addOption(sweep, '--networks <list>', 'Such as vanilla,siamese-vanilla', 'text');
  addOption(sweep, '--fractions <list>', 'Such as 0.1,0.5,1', 'text');
  addOption(
    sweep,
    '--permutations <list>',
    'Such as 1,2,4; a network that is not trained on them has one experiment',
    'text',
  );
  addOption(
    sweep,
    '--equal <budget>',
    'updates or examples: each is trained for as many as the design comes to, in epochs of its own',
    'text',
  );
  addOption(sweep, '--name <name>', 'What the sweep is called (default: what it varies)', 'text');
  addOption(sweep, '--go', 'Queue the experiments', 'flag');
  addExecutorOption(sweep).action((options: CommonOptions & SweepArguments) =>
    withLab(options, (lab, json) => sweepCommand(lab, options, { json })),
  );
}

function addQueueCommands(program: Command, { withLab }: CommandContext): void {
  const resume = addCommand(
    program,
    'resume <run>',
    'Go on with a run from its last checkpoint, after a cancel, a crash or a power cut, and wait for the end',
  );
  addExecutorOption(resume).action((typed: string, options: CommonOptions) =>
    withLab(options, (lab, json) => resumeCommand(lab, runNumber(typed), { json })),
  );
  const retry = addCommand(
    program,
    'retry <run>',
    'Try a run once more that failed, was cancelled or was interrupted, and wait for the end',
  );
  addExecutorOption(retry).action((typed: string, options: CommonOptions) =>
    withLab(options, (lab, json) => retryCommand(lab, runNumber(typed), { json })),
  );
  addCommand(
    program,
    'queue [action]',
    'Show what runs and what waits; "queue pause" lets no run start; "queue resume"',
  ).action((action: string | undefined, options: CommonOptions) =>
    withLab(options, (lab, json) => queueCommand(lab, action, { json })),
  );
  addOption(
    addCommand(program, 'cancel [runs...]', 'Cancel runs that wait; "cancel --queued" cancels all of them'),
    '--queued',
    'Every run that waits, in whichever program',
    'flag',
  ).action((runs: readonly string[], options: CommonOptions & { readonly queued?: boolean }) =>
    withLab(options, (lab, json) => cancelCommand(lab, runs, { json, queued: options.queued === true })),
  );
}

function addListCommands(program: Command, { withLab }: CommandContext): void {
  const runs = addCommand(program, 'runs', 'List the runs, newest first');
  addOption(
    runs,
    '--status <status>',
    'Only these; given several times, any of them. The same holds for the next three',
    'texts',
  );
  addOption(runs, '--dataset <name>', 'Only those trained on it', 'texts');
  addOption(runs, '--network <name>', 'Only those of it', 'texts');
  addOption(runs, '--row <row>', 'Only those that stand for a row of the deck', 'texts');
  addOption(runs, '--tag <tag>', 'Only those that have it; given several times, all of them', 'texts');
  addOption(runs, '--search <words>', 'Only those with each word in the title, the tags or the note', 'text');
  addOption(runs, '--figure <bound>', 'Only those within it, such as accuracy>=0.5 or loss<=1', 'texts');
  addOption(
    runs,
    '--where <condition>',
    'Only those of which it is true, such as training.learningRate<0.01, optimiser=sgd, accuracy>=0.9 or rotations~2; all of several, and any of those with = on one thing',
    'texts',
  );
  addOption(runs, '--archived <which>', 'without (default), only, or with the others', 'text');
  addOption(
    runs,
    '--sort <column>',
    `Best or newest first, words from A; otherwise as in accuracy:asc: ${RUN_COLUMNS.join(', ')}, a setting such as training.learningRate, or a metric such as balanced-accuracy`,
    'text',
  );
  addOption(
    runs,
    '--limit <count>',
    'How many (default: 50, at most 500); --csv prints all unless it is given',
    'number',
  );
  addOption(runs, '--offset <count>', 'How many to pass over (default: 0)', 'number');
  addOption(runs, '--csv', 'Print all columns as CSV (RFC 4180)', 'flag').action(
    (options: CommonOptions & RunsArguments) => withLab(options, (lab, json) => runsCommand(lab, options, { json })),
  );

  addCommand(program, 'show <run>', 'Print a run: its metrics, per class, and its confusion matrix').action(
    (typed: string, options: CommonOptions) =>
      withLab(options, (lab, json) => showCommand(lab, runNumber(typed), { json })),
  );
}

function addTransferCommands(program: Command, { withLab, backups }: CommandContext): void {
  const bundle = addCommand(
    program,
    'export [runs...]',
    'Write runs that have ended, or those of an experiment (experiment-3), into one file',
  );
  addOption(bundle, '--bundle <file>', 'The file, such as runs.zip', 'text');
  addOption(
    bundle,
    '--without-weights',
    'Leave the weights out: figures, curves and predictions are there all the same',
    'flag',
  ).action((runs: readonly string[], options: CommonOptions & ExportArguments) =>
    withLab(options, (lab, json) => exportCommand(lab, runs, { ...options, json })),
  );
  addCommand(
    program,
    'import <file>',
    'Take in the runs of such a file, under numbers of their own; nothing is overwritten',
  ).action((file: string, options: CommonOptions) =>
    withLab(options, (lab, json) => importCommand(lab, file, { json })),
  );
  addCommand(
    program,
    'backups [action...]',
    'List the backups of the database; "backups restore NAME" or "backups restore latest"',
  ).action((action: readonly string[], options: CommonOptions) => backups(options, action));
}
