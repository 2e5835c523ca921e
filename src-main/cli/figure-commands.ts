import type { Command } from 'commander';

import { PROTOCOLS } from '#shared/runs/run';

import { answerCommand, type AnswerArguments } from './answer-command';
import type { CommandContext, CommonOptions } from './command-context';
import { compareCommand, type CompareArguments } from './compare-command';
import { ensembleCommand, type EnsembleArguments } from './ensemble-command';
import { evaluateCommand, type EvaluateArguments } from './evaluate-command';
import { reportCommand, type ReportArguments } from './report-command';
import { studyCommand } from './study-command';
import { addCommand, addOption } from './typed-command';

/** What is said of runs that have ended: evaluations, comparisons, answers, reports. */
export function addFigureCommands(program: Command, context: CommandContext): void {
  addEvaluateCommand(program, context);
  addCompareCommand(program, context);
  addAnswerCommand(program, context);
  addEnsembleCommand(program, context);
  addReportCommand(program, context);
}

function addEvaluateCommand(program: Command, { withLab }: CommandContext): void {
  const evaluate = addCommand(program, 'evaluate', 'Evaluate weights that were trained elsewhere as a row of the deck');
  addOption(evaluate, '--row <row>', 'Such as C1, C2 or C4', 'text');
  addOption(evaluate, '--weights <file>', 'A Keras HDF5 file (.h5)', 'text');
  addOption(
    evaluate,
    '--protocol <name>',
    `One of ${PROTOCOLS.kinds().join(', ')} (default: the honest one of the network)`,
    'text',
  ).action((options: CommonOptions & EvaluateArguments) =>
    withLab(options, (lab, json) => evaluateCommand(lab, options, { json })),
  );
}

function addCompareCommand(program: Command, { withLab }: CommandContext): void {
  const compare = addCommand(
    program,
    'compare',
    'Print runs beside each other, or the figures of the deck beside ours',
  );
  addOption(
    compare,
    '--runs <runs>',
    'Two to eight runs, experiments or rows, such as 1,2,experiment-3,C4; the first is the baseline',
    'text',
  );
  addOption(compare, '--rows <rows>', 'Such as C3,C6 (default: all)', 'text');
  addOption(compare, '--format <format>', 'text (default) or md; with --runs also json or csv', 'text').action(
    (options: CommonOptions & CompareArguments) =>
      withLab(options, (lab, json) => compareCommand(lab, options, { json })),
  );
}

function addAnswerCommand(program: Command, { withLab }: CommandContext): void {
  const answer = addCommand(
    program,
    'answer',
    'Say what runs support about a figure over a field that was varied, with 95 % intervals',
  );
  addOption(answer, '--list', 'List the sweeps', 'flag');
  addOption(answer, '--sweep <number>', 'The runs of a sweep', 'number');
  addOption(answer, '--experiments <list>', 'The runs of experiments, such as 3,4', 'text');
  addOption(answer, '--rows <rows>', 'The runs that stand for rows, and their controls (default: C1 to C6)', 'text');
  addOption(answer, '--figure <name>', 'A metric, as runs --sort names it (default: accuracy)', 'text');
  addOption(answer, '--over <field>', 'The field across, such as pairing.permutations (default: fraction)', 'text');
  addOption(
    answer,
    '--ensemble <size>',
    'Beside each plain network, so many of its runs averaged, such as 2: a control for siamese networks',
    'number',
  );
  addOption(answer, '--format <format>', 'text (default), md, csv, or svg', 'text').action(
    (options: CommonOptions & AnswerArguments) =>
      withLab(options, (lab, json) => answerCommand(lab, options, { json })),
  );
}

function addEnsembleCommand(program: Command, { withLab }: CommandContext): void {
  addOption(
    addCommand(
      program,
      'ensemble [runs...]',
      'Average what finished networks say of the test images, in disjoint groups by seed; nothing is trained',
    ),
    '--of <size>',
    'Networks in an ensemble (2 to 10; default: 2)',
    'number',
  ).action((runs: readonly string[], options: CommonOptions & EnsembleArguments) =>
    withLab(options, (lab, json) => ensembleCommand(lab, runs, { ...options, json })),
  );
}

function addReportCommand(program: Command, { withLab, printPage }: CommandContext): void {
  const report = addCommand(
    program,
    'report [runs...]',
    'Write a folder to hand in: a page, the same as Markdown with its charts, and a PDF',
  );
  addOption(report, '--sweep <name>', 'The runs of a sweep, by its number or name', 'text');
  addOption(report, '--experiments <list>', 'The runs of experiments, such as 3,4', 'text');
  addOption(report, '--rows <rows>', 'The runs that stand for rows, and their controls', 'text');
  addOption(
    report,
    '--study',
    'The runs that come with the lab: its text is README.md, without images and PDF',
    'flag',
  );
  addOption(report, '--figure <name>', 'The figure that it is about, such as macroF1 (default: the first)', 'text');
  addOption(report, '--over <field>', 'The field across, such as pairing.permutations (default: the first)', 'text');
  addOption(report, '--out <folder>', 'A folder that is not there, or is empty (default: report-DATE-… here)', 'text');
  addOption(report, '--without-pdf', 'Leave the PDF out', 'flag');
  addOption(report, '--without-images', 'Leave the examples of images out', 'flag').action(
    (runs: readonly string[], options: CommonOptions & ReportArguments) =>
      withLab(options, (lab, json) => reportCommand(lab, runs, options, { json, print: printPage, today: Date.now() })),
  );
}

/** The runs that come with the lab. */
export function addStudyCommand(program: Command, { withLab }: CommandContext): void {
  addCommand(
    program,
    'study [action]',
    'Show whether the runs that come with the lab are open; "study open" takes them in, "study close" removes them',
  ).action((action: string | undefined, options: CommonOptions) =>
    withLab(options, (lab, json) => studyCommand(lab, action, { json })),
  );
}
