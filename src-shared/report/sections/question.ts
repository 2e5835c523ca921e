import { lineName, placeText } from '../../answers/english-words';
import { COMPARISON_WORDS } from '../../comparison/english-words';
import type { ReportSection } from '../document';
import type { ReportSource } from '../source';
import { counted, listed, paragraph } from '../words';

/** What is asked, and of which runs. */
export function questionSection(source: ReportSource): ReportSection {
  return {
    id: 'question',
    title: 'Question',
    blocks: [paragraph(questionText(source)), paragraph(askedOf(source))],
  };
}

function questionText({ answer, designs, pairs }: ReportSource): string {
  const [only] = designs;
  if (answer === null || (designs.length === 1 && only !== undefined)) {
    return `How good is ${listed(designs.map(({ name }) => name))}?`;
  }
  const figure = COMPARISON_WORDS.figureLabel(answer.figure);
  const others = answer.against.map(({ line }) => lineName(line));
  const places = [...new Set(answer.lines.flatMap(({ points }) => points.flatMap(({ x }) => x ?? [])))].toSorted(
    (one, other) => one - other,
  );
  const over = places.length > 1 ? `, at ${listed(places.map((x) => placeText(answer.axis, x)))}` : '';
  if (others.length > 0 && pairs.length > 0) {
    return `Is ${listed(others)} better than ${lineName(answer.baseline)}, by ${figure}${over}?`;
  }
  return `What ${figure} do these designs reach${over}?`;
}

function askedOf({ selection, title, designs, comparison }: ReportSource): string {
  const runs = designs.flatMap((design) => design.runs);
  const finished = runs.filter(({ status }) => status === 'finished').length;
  const count = `${counted(runs.length, 'run')} of ${counted(designs.length, 'design')}, ${finished} finished`;
  switch (selection.kind) {
    case 'sweep':
      return `Asked of the sweep “${title}”: ${count}.`;
    case 'rows':
      return `Asked of the finished runs that stand for the rows ${listed(selection.rows)} or were trained as their controls: ${count}.`;
    case 'study':
      return `Asked of the finished runs that come with the lab: ${count}.`;
    case 'compared': {
      const rows = comparison.compared.flatMap((each) => (each.kind === 'row' ? [each.row.id] : []));
      return `Asked of ${count}${rows.length === 0 ? '' : `, and of the published rows ${listed(rows)}`}.`;
    }
    case 'experiments':
      return `Asked of ${count}.`;
  }
}
