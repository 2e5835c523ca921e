import { aggregateText } from '../comparison/english-words';
import type { Answer } from './answer';
import { runText } from './answer-run';
import { differenceText, lineName, placeText, sayingText } from './english-words';
import { sayingsOf } from './sayings';

/** An answer in the words of the command line and of reports. */
export interface AnswerTable {
  readonly title: string;
  readonly head: readonly string[];
  /** A line a design. */
  readonly rows: readonly (readonly string[])[];
  /** What these runs support and what they do not. */
  readonly sentences: readonly string[];
}

const HEAD = ['network', 'at', 'ours', 'against', 'runs'];

export function answerTable(answer: Answer): AnswerTable {
  return {
    title: `${answer.figure} over ${answer.axis}, against ${lineName(answer.baseline)}`,
    head: HEAD,
    rows: answer.lines.flatMap((line) =>
      line.points.map((point) => {
        const gaps = answer.against.find((each) => each.line.key === line.key)?.gaps;
        const gap = gaps?.find((each) => each.point === point);
        return [
          lineName(line),
          point.x === null ? '–' : placeText(answer.axis, point.x),
          aggregateText(point.aggregate),
          gap === undefined ? '–' : differenceText(gap.difference),
          point.seeds.map(runText).join(', '),
        ];
      }),
    ),
    sentences: [
      ...sayingsOf(answer).map((saying) => sayingText(answer, saying)),
      ...(answer.lines.length === 1 ? ['There is one line only, so there is nothing to hold it against.'] : []),
      ...(answer.leftOut.length === 0
        ? []
        : [`Left out: runs ${answer.leftOut.join(', ')}; another run of the same design and seed counts.`]),
    ],
  };
}
