import type { Answer } from '#shared/answers/answer';
import type { AnswerLine } from '#shared/answers/lines';
import type { GapSaying, Saying, TrendSaying } from '#shared/answers/sayings';
import type { Difference } from '#shared/metrics/difference';
import { isOwnFigure, type FigureName } from '#shared/comparison/figures';
import type { Leaf } from '#shared/comparison/fields';
import { useFormat } from '../../i18n/useFormat';
import { useNames } from '../../i18n/useNames';
import { useText } from '../../i18n/useText';
import { fieldLabel, valueLabel } from '../../ui/field-labels';

export interface AnswerWords {
  readonly figureName: (figure: FigureName) => string;
  readonly axisName: (path: string) => string;
  readonly placeText: (axis: string, x: number) => string;
  readonly lineName: (line: AnswerLine) => string;
  readonly differenceText: (difference: Difference) => string;
  readonly sayingText: (answer: Answer, saying: Saying) => string;
}

/** To two digits: a ratio of budgets is an order of size. */
const round = (ratio: number): number => Number(ratio.toPrecision(2));

/** An answer in the language of the window. */
export function useAnswerWords(): AnswerWords {
  const { t, plural } = useText();
  const format = useFormat();
  const names = useNames();

  function axisName(path: string): string {
    const label = fieldLabel(path);
    return label === null ? path : t(label);
  }

  const placeText = (axis: string, x: number): string =>
    axis === 'fraction' ? format.percent(x) : t('answers.place', { axis: axisName(axis), value: format.number(x) });

  function valueText(path: string, value: Leaf | undefined): string {
    if (value === undefined || value === null) return t('compareFields.none');
    const label = valueLabel(path, value);
    if (label !== null) return t(label);
    return typeof value === 'number' ? format.number(value) : String(value);
  }

  function partText({ path, value }: AnswerLine['differs'][number]): string {
    if (path === 'row') return t(value === true ? 'answers.asInDeck' : 'answers.notAsInDeck');
    if (path === 'network.kind') return names.kind(String(value));
    if (path === 'dataset') return valueText(path, value);
    return t('answers.place', { axis: axisName(path), value: valueText(path, value) });
  }

  const lineName = ({ differs }: AnswerLine): string =>
    differs.length === 0 ? t('answers.allRuns') : differs.map(partText).join(', ');

  function differenceText({ value, interval, counts }: Difference): string {
    const named = { value: format.difference(value, 4), first: counts[0], second: counts[1] };
    if (interval === null) return t('answers.noInterval', named);
    const [low, high] = interval.map((end) => format.difference(end, 4));
    return t('answers.interval', { ...named, low: low ?? '', high: high ?? '' });
  }

  function gapText(
    { axis, baseline }: Answer,
    { line, x, difference, resolution, otherBudget, verdict }: GapSaying,
  ): string {
    const start = t('answers.gap', {
      place: placeText(axis, x),
      line: lineName(line),
      baseline: lineName(baseline),
      difference: differenceText(difference),
    });
    if (otherBudget !== null && verdict !== 'one-seed') {
      const { updates, examples } = otherBudget;
      return `${start} ${t('answers.otherBudget', { updates: format.number(round(updates)), examples: format.number(round(examples)) })}`;
    }
    const verdictText = t(`answers.verdict.${verdict}`);
    if (resolution === null || verdict !== 'untold') return `${start} ${verdictText}`;
    const smallest = t('answers.smallest', { value: format.score(resolution.smallest) });
    const more =
      resolution.moreSeeds === null ? t('answers.noSeeds') : plural('answers.moreSeeds', resolution.moreSeeds);
    return [start, verdictText, smallest, more].join(' ');
  }

  function trendText({ axis }: Answer, { line, from, to, difference, verdict }: TrendSaying): string {
    const named = { from: placeText(axis, to), to: placeText(axis, from), line: lineName(line) };
    if (difference === null) return t('answers.trend.other-seeds', named);
    return t(`answers.trend.${verdict}`, { ...named, difference: differenceText(difference) });
  }

  return {
    figureName: (figure) => (isOwnFigure(figure) ? t(`compareFigures.name.${figure}`) : figure),
    axisName,
    placeText,
    lineName,
    differenceText,
    sayingText: (answer, saying) => (saying.kind === 'gap' ? gapText(answer, saying) : trendText(answer, saying)),
  };
}
