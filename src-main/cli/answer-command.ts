import { answerOf, type Answer } from '#shared/answers/answer';
import { answerSvg } from '#shared/answers/svg';
import { answerTable } from '#shared/answers/table';
import { markdownTable } from '#shared/basics/markdown';
import { answerCsv } from '#shared/answers/csv';
import { lineName, placeText, sayingText } from '#shared/answers/english-words';
import { sayingsOf } from '#shared/answers/sayings';
import { LabError } from '#shared/errors/errors';

import type { Lab } from '../lab/lab';
import { ensembleSize } from './ensemble-command';
import { answerSelection, figuresNamed, type SelectionArguments } from './selection-arguments';
import { print, printJson, printLine } from './standard-output';
import { table } from './table';

/** What `lab answer` takes, as it was typed. */
export interface AnswerArguments extends SelectionArguments {
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
  const runs = lab.answers.runs(answerSelection(typed) ?? { kind: 'rows', rows: [...DECKS_QUESTION] });
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

/** A line a design, what each is worth against the baseline, and what that supports in sentences. */
export function answerText(answer: Answer, format: 'text' | 'md'): string {
  const { title, head, rows, sentences } = answerTable(answer);
  if (format === 'text') return [title, table(head, rows), '', ...sentences].join('\n');
  return [`## ${title}`, '', markdownTable(head, rows), '', ...sentences.map((sentence) => `- ${sentence}`)].join('\n');
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
