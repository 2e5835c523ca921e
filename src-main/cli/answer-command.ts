import { answerOf, type Answer } from '#shared/answers/answer';
import { runText, type AnswerRun } from '#shared/answers/answer-run';
import { answerSvg } from '#shared/answers/svg';
import { answerCsv } from '#shared/answers/csv';
import { sayingsOf } from '#shared/answers/sayings';
import { selectionSchema, type AnswerSelection } from '#shared/answers/sweep';
import { FIGURE_NAMES, figuresOfMetric, type FigureName } from '#shared/comparison/figures';
import { LabError } from '#shared/errors/errors';
import { METRICS } from '#shared/metrics/metrics';

import type { Lab } from '../lab/lab';
import { differenceText, lineName, placeText, sayingText } from './answer-words';
import { rowOf } from './arguments';
import { aggregateText } from './comparison-words';
import { ensembleSize } from './ensemble-command';
import { listOf } from './design-arguments';
import { print, printJson, printLine } from './standard-output';
import { table } from './table';

/** What `lab answer` takes, as it was typed. */
export interface AnswerArguments {
  readonly sweep?: number;
  /** Such as "3,4,experiment-5". */
  readonly experiments?: string;
  readonly rows?: string;
  readonly figure?: string;
  readonly over?: string;
  readonly format?: string;
  /** How many runs of a plain network are averaged, on a line of their own. */
  readonly ensemble?: number;
  /** Only lists the sweeps. */
  readonly list?: boolean;
}

const FORMATS = ['text', 'md', 'csv', 'svg'] as const;
/** The rows of the deck's own question. */
const DECKS_QUESTION = ['C1', 'C2', 'C3', 'C4', 'C5', 'C6'] as const;

/** Says what some runs support about a figure over a field that was varied: a table, sentences, or the chart as SVG. */
export async function answerCommand(
  lab: Lab,
  typed: AnswerArguments,
  { json }: { readonly json: boolean },
): Promise<number> {
  if (typed.list === true) return listSweeps(lab, { json });
  const format = FORMATS.find((known) => known === (typed.format ?? 'text'));
  if (format === undefined) {
    throw new LabError(
      'invalid-request',
      `--format: Received "${typed.format}"; expected one of ${FORMATS.join(', ')}.`,
    );
  }
  const answer = await askedOf(lab, typed);
  if (json) {
    const says = sayingsOf(answer).map((saying) => sayingText(answer, saying));
    printJson({ ...answer, says });
  } else if (format === 'csv') print(answerCsv(answer, lineName));
  else if (format === 'svg') print(answerSvg(answer, { lineName, placeText: (x) => placeText(answer.axis, x) }));
  else printLine(answerText(answer, format));
  return 0;
}

async function askedOf(lab: Lab, typed: AnswerArguments): Promise<Answer> {
  const { figure: name = 'accuracy', over, ensemble } = typed;
  const runs = lab.answers.runs(selectionOf(typed));
  const ensembles = ensemble === undefined ? [] : await lab.ensembles.among(runs, ensembleSize(ensemble, '--ensemble'));
  const answer = figuresNamed(name, runs)
    .map((figure) => answerOf([...runs, ...ensembles], { figure, axis: over }))
    .find((found) => found !== null);
  if (answer === undefined) {
    throw new LabError(
      'invalid-request',
      runs.length === 0
        ? 'None of these runs has finished. Without a selection it is about rows C1 to C6; otherwise name runs with --sweep (see --list) or --experiments.'
        : `None of the ${runs.length} finished runs has the figure ${name}. Train some, or name another with --figure.`,
    );
  }
  if (over !== undefined && !answer.axes.includes(over)) {
    throw new LabError(
      'invalid-request',
      `--over: Received "${over}"; expected a field that varies and is a number: ${answer.axes.join(', ')}.`,
    );
  }
  return answer;
}

/**
 * The figures that a name may mean: a metric by the name that `runs` lists and sorts it by, which is also that of pairs; or a
 * figure of the comparison, as the window's addresses have it.
 * @throws LabError `invalid-request`
 */
function figuresNamed(name: string, runs: readonly AnswerRun[]): readonly FigureName[] {
  const isFigure = FIGURE_NAMES.some((known) => known === name);
  if (METRICS.find(name) !== undefined) return figuresOfMetric(name);
  if (isFigure || runs.some(({ figures }) => figures[name] !== undefined)) return [name];
  throw new LabError(
    'invalid-request',
    `--figure: Received "${name}"; expected a metric: ${METRICS.kinds().join(', ')}.`,
  );
}

function selectionOf({ sweep, experiments, rows }: AnswerArguments): AnswerSelection {
  if ([sweep, experiments, rows].filter((each) => each !== undefined).length > 1) {
    throw new LabError('invalid-request', 'Received more than one of --sweep, --experiments and --rows; expected one.');
  }
  const selection =
    sweep !== undefined
      ? { kind: 'sweep', id: sweep }
      : experiments !== undefined
        ? {
            kind: 'experiments',
            ids: (listOf(experiments) ?? []).map((each) => Number(each.replace(/^experiment-/, ''))),
          }
        : {
            kind: 'rows',
            rows: rows === undefined ? DECKS_QUESTION : (listOf(rows) ?? []).map((row) => rowOf(row, '--rows')),
          };
  const parsed = selectionSchema.safeParse(selection);
  if (parsed.success) return parsed.data;
  throw new LabError(
    'invalid-request',
    `Received ${sweep ?? experiments ?? rows}; expected --sweep 2, --experiments 3,4 or --rows C1,C4.`,
  );
}

const HEAD = ['network', 'at', 'ours', 'against', 'runs'];

/** A line a design, what each is worth against the baseline, and what that supports in sentences. */
export function answerText(answer: Answer, format: 'text' | 'md'): string {
  const rows = answer.lines.flatMap((line) =>
    line.points.map((point) => {
      const gap = answer.against.find((each) => each.line.key === line.key)?.gaps.find((each) => each.point === point);
      return [
        lineName(line),
        point.x === null ? '–' : placeText(answer.axis, point.x),
        aggregateText(point.aggregate),
        gap === undefined ? '–' : differenceText(gap.difference),
        point.seeds.map(runText).join(', '),
      ];
    }),
  );
  const title = `${answer.figure} over ${answer.axis}, against ${lineName(answer.baseline)}`;
  const sentences = [
    ...sayingsOf(answer).map((saying) => sayingText(answer, saying)),
    ...(answer.lines.length === 1 ? ['There is one line only, so there is nothing to hold it against.'] : []),
    ...(answer.leftOut.length === 0
      ? []
      : [`Left out: runs ${answer.leftOut.join(', ')}; another run of the same design and seed counts.`]),
  ];
  if (format === 'text') return [title, table(HEAD, rows), '', ...sentences].join('\n');
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [
    `## ${title}`,
    '',
    line(HEAD),
    line(HEAD.map(() => '---')),
    ...rows.map(line),
    '',
    ...sentences.map((sentence) => `- ${sentence}`),
  ].join('\n');
}

function listSweeps(lab: Lab, { json }: { readonly json: boolean }): number {
  const sweeps = lab.answers.sweeps();
  if (json) {
    printJson({ sweeps });
    return 0;
  }
  printLine(
    sweeps.length === 0
      ? 'There are no sweeps yet. Launch one with: npm run lab -- sweep --networks vanilla,siamese-vanilla --fractions 0.1,0.5,1 --go'
      : table(
          ['sweep', 'name', 'experiments', 'finished runs'],
          sweeps.map(({ id, name, experimentCount, runCount, finishedCount }) => [
            String(id),
            name,
            String(experimentCount),
            `${finishedCount} of ${runCount}`,
          ]),
        ),
  );
  return 0;
}
