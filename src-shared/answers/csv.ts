import { csvLine } from '../basics/csv';
import type { Answer } from './answer';
import { runText } from './answer-run';
import type { AnswerLine } from './lines';

const HEAD = ['line', 'axis', 'x', 'seed', 'run', 'figure', 'value', 'mean', 'sd', 'n', 'difference', 'low', 'high'];

/** A line a seed, with its design's mean and what that is worth against the baseline. Numbers are written in full. */
export function answerCsv(answer: Answer, lineName: (line: AnswerLine) => string): string {
  const { axis, figure } = answer;
  const rows = answer.lines.flatMap((line) =>
    line.points.flatMap((point) => {
      const gaps = answer.against.find((each) => each.line.key === line.key)?.gaps ?? [];
      const difference = gaps.find((each) => each.point === point)?.difference;
      const { mean, standardDeviation, count } = point.aggregate;
      const [low, high] = difference?.interval ?? [null, null];
      return point.seeds.map((each) => [
        lineName(line),
        axis,
        point.x,
        each.seed,
        each.members === undefined ? each.runId : runText(each),
        figure,
        each.value,
        mean,
        standardDeviation,
        count,
        difference?.value ?? null,
        low,
        high,
      ]);
    }),
  );
  return [HEAD, ...rows].map(csvLine).join('');
}
