import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { cac } from 'cac';

import { LabError, toFailure } from '#shared/errors';
import { INPUT_SCALINGS, NETWORK_KINDS, VGG19_BLOCK_ENDS } from '#shared/experiment';

import type { RunArguments } from './cli/arguments';
import { compareCommand, type CompareArguments } from './cli/compare-command';
import { datasetCommand } from './cli/dataset-command';
import { evaluateCommand, type EvaluateArguments } from './cli/evaluate-command';
import { failureText, runJson, runsText, runText } from './cli/output';
import { runCommand } from './cli/run-command';
import { weightsCommand } from './cli/weights-command';
import { openLab, type Lab } from './lab/lab';
import { childProcessLauncher } from './lab/worker-process';
import { sqliteBinding } from './native-binding';
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
  .command('datasets [...action]', 'List the datasets; "datasets install NAME"; "datasets import NAME PATH"')
  .action((action: readonly string[], options: CommonOptions) =>
    withLab(options, (lab, json) => datasetCommand(lab, action, { json })),
  );

commands
  .command('weights [...action]', 'List the weights to start from; "weights install NAME"; "weights import NAME FILE"')
  .action((action: readonly string[], options: CommonOptions) =>
    withLab(options, (lab, json) => weightsCommand(lab, action, { json })),
  );

commands
  .command('run', 'Train a network, wait for the end, and print its metrics')
  .option('--row <row>', 'A row of the deck, such as C4, with its settings; what else is given takes their place')
  .option('--network <name>', `vanilla (default) or another: ${NETWORK_KINDS.slice(1).join(', ')}`)
  .option('--towers <how>', 'Of a siamese network: separate (default) or shared')
  .option('--head <kind>', 'What joins the towers: concatenate (default) or absoluteDifference')
  .option('--scaling <how>', `Of vgg19, how pixels are scaled: ${INPUT_SCALINGS.join(', ')}`)
  .option('--transfer <weights>', 'Of vgg19, what it starts from: imagenet (with its scaling) or none (default)')
  .option(
    '--frozen-through <layer>',
    `Of vgg19 with --transfer, the last layer to freeze: ${VGG19_BLOCK_ENDS.at(0)} … ${VGG19_BLOCK_ENDS.at(-1)} (default) or none`,
  )
  .option('--head-units <count>', 'Of vgg19, units of a dense layer before the classes (default: 0, none)')
  .option('--weights <file>', 'ImageNet weights for --transfer (.h5 or .npz), checked and kept in the lab’s folder')
  .option('--permutations <count>', 'Paired copies of the training set for a siamese network (default: 2)')
  .option('--draw <how>', 'How partners are drawn: with-replacement (default) or permutation')
  .option('--redraw', 'Draw partners anew each epoch')
  .option(
    '--dataset <name>',
    'shapes (default, needs no download), cifar10, emnist-letters, fashion-mnist, …: see "datasets"',
  )
  .option('--fraction <share>', 'The first part of the training set that is used (default: 1)')
  .option('--epochs <count>', 'Passes over the training set (default: 10)')
  .option('--patience <epochs>', 'End the training after so many epochs without a smaller loss')
  .option('--monitor <loss>', 'The loss that --patience watches: training-loss (default) or validation-loss')
  .option('--keep <weights>', 'The weights that count: last (default) or best-validation')
  .option('--validation <on>', 'What is watched after each epoch: test-set (default, as in the deck) or held-out')
  .option('--held-out <share>', 'The part of the training images to hold out for validation (default: 0.1)')
  .option('--batch <size>', 'Images in a batch (default: 512)')
  .option('--optimiser <name>', 'adam (default) or sgd')
  .option('--learning-rate <rate>', 'Of the optimiser (default: 0.001)')
  .option('--momentum <share>', 'Of sgd (default: 0.9)')
  .option('--seed <number>', 'Decides initialisation, order and dropout (default: 1); given several times, a run each')
  .option('--seeds <count>', 'The seeds 1 to this, a run each')
  .action((options: CommonOptions & RunArguments) =>
    withLab(options, (lab, json) => runCommand(lab, options, { json })),
  );

commands
  .command('evaluate', 'Evaluate weights that were trained elsewhere as a row of the deck')
  .option('--row <row>', 'Such as C1, C2 or C4')
  .option('--weights <file>', 'A Keras HDF5 file (.h5)')
  .option('--protocol <name>', 'single, duplicates or class-matched (default: the honest one of the network)')
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
  .command('runs', 'List the runs, newest first')
  .option('--limit <count>', 'How many (default: 50, at most 500)')
  .action((options: CommonOptions & { readonly limit?: number }) =>
    withLab(options, (lab, json) => {
      const page = lab.runs({ offset: 0, limit: Math.min(500, Math.max(1, Number(options.limit) || 50)) });
      process.stdout.write(json ? `${JSON.stringify(page)}\n` : `${runsText(page.runs, page.total)}\n`);
      return 0;
    }),
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

commands.help();
commands.version(LAB_VERSION);

function runNumber(typed: string): number {
  const id = Number(typed);
  if (Number.isInteger(id) && id > 0) return id;
  throw new LabError('unknown-run', `Received the run "${typed}"; expected a number such as 1. "runs" lists them.`);
}

async function withLab(
  options: CommonOptions,
  work: (lab: Lab, json: boolean) => number | Promise<number>,
): Promise<void> {
  const lab = openLab({
    home: options.home,
    environment: process.env,
    launchTraining: childProcessLauncher(join(here, 'training.js')),
    launchInspection: childProcessLauncher(join(here, 'inspection.js')),
    nativeBinding: sqliteBinding(dirname(dirname(here)), Number(process.versions['napi'])),
    code: LAB_VERSION,
    adoptQueue: false,
  });
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
