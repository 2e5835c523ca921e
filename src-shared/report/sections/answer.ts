import { lineName, placeText } from '../../answers/english-words';
import { answerSvg } from '../../answers/svg';
import { answerTable } from '../../answers/table';
import type { Answer } from '../../answers/answer';
import { COMPARISON_WORDS } from '../../comparison/english-words';
import type { Drawing, ReportSection } from '../document';
import type { ReportSource } from '../source';
import { capital, notesOf, paragraph, tableBlocks } from '../words';

/** What these runs support and what they do not, as sentences, a chart and a table. */
export function answerSection({ answer }: ReportSource): ReportSection {
  const section = { id: 'answer', title: 'What these runs support' };
  if (answer === null) {
    return { ...section, blocks: [paragraph('No run has finished with a figure, so nothing can be said yet.')] };
  }
  const { head, rows, sentences } = answerTable(answer);
  const figure = capital(COMPARISON_WORDS.figureLabel(answer.figure));
  const places = new Set(answer.lines.flatMap(({ points }) => points.flatMap(({ x }) => x ?? [])));
  const caption = `${figure} over ${answer.axis}, against ${lineName(answer.baseline)}`;
  return {
    ...section,
    blocks: [
      ...notesOf(sentences),
      ...(places.size > 1 ? [drawingOf(answer, figure)] : []),
      ...tableBlocks({ head, rows, notes: [] }, caption),
    ],
  };
}

function drawingOf(answer: Answer, figure: string): Drawing {
  const hollow = answer.published.length === 0 ? '' : ' Hollow squares are published figures.';
  const gaps =
    answer.against.length === 0
      ? ''
      : ' Beneath it the difference to the baseline with its 95 % interval; a hollow grey mark is a difference that these runs do not support.';
  return {
    kind: 'drawing',
    name: 'answer',
    caption: `${figure} over ${answer.axis}. Large dots are means, bars are ± one standard deviation over the seeds, small dots are the seeds.${hollow}${gaps} The table has the same numbers.`,
    draw: (palette) => answerSvg(answer, { lineName, placeText: (x) => placeText(answer.axis, x) }, palette),
  };
}
