import type { Answer } from '#shared/answers/answer';
import type { GapSaying, Saying, SpreadSaying, TrendSaying } from '#shared/answers/sayings';
import type { Difference } from '#shared/metrics/difference';
import { useFormat } from '../../i18n/useFormat';
import { useText } from '../../i18n/useText';
import { useAnswerNames, type AnswerNames } from './useAnswerNames';

export interface AnswerWords extends AnswerNames {
  readonly differenceText: (difference: Difference) => string;
  readonly sayingText: (answer: Answer, saying: Saying) => string;
}

/** To two digits: a ratio of budgets is an order of size. */
const round = (ratio: number): number => Number(ratio.toPrecision(2));

/** An answer in the language of the window. */
export function useAnswerWords(): AnswerWords {
  const { t, plural } = useText();
  const format = useFormat();
  const names = useAnswerNames();
  const { placeText, lineName } = names;

  function differenceText({ value, interval, counts, method }: Difference): string {
    const named = { value: format.difference(value, 4), first: counts[0], second: counts[1] };
    const key = method === 'paired' ? 'answers.paired' : 'answers.interval';
    if (interval === null) return t('answers.noInterval', named);
    const [low, high] = interval.map((end) => format.difference(end, 4));
    return t(key, { ...named, low: low ?? '', high: high ?? '' });
  }

  function gapText(
    { axis }: Answer,
    { line, baseline, x, difference, resolution, otherBudget, verdict }: GapSaying,
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

  const spreadText = ({ axis }: Answer, { sample, places }: SpreadSaying): string =>
    t(`answers.spread.${sample}`, { places: places.map((x) => placeText(axis, x)).join(', ') });

  function sayingText(answer: Answer, saying: Saying): string {
    switch (saying.kind) {
      case 'gap':
        return gapText(answer, saying);
      case 'trend':
        return trendText(answer, saying);
      case 'spread':
        return spreadText(answer, saying);
    }
  }

  return { ...names, differenceText, sayingText };
}
