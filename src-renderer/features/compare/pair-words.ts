import type { ComparisonWords, PairResult } from '#shared/comparison/words';
import type { Formatter } from '../../i18n/format';
import type { Text } from '../../i18n/useText';
import { chanceOf } from './chance';

/** Below it nobody needs to know the digits. */
const SMALLEST_P = 0.0001;
/** What Fisher's followers call significant: one of twenty. */
const HARDLY_CHANCE = 0.05;

/** What the screen says of two models, image by image. */
export interface PairWords extends Pick<ComparisonWords, 'pairHead' | 'pairRows' | 'pairNotes'> {
  readonly pairSentence: (pair: PairResult) => string;
  readonly chanceSentence: (pair: PairResult) => string;
  readonly verdict: (pair: PairResult) => string | null;
  readonly methodText: (pair: PairResult) => string;
  readonly pText: (pair: PairResult) => string;
}

export function pairWords({ t, plural }: Text, format: Formatter): PairWords {
  const shortNames = ({ runIds: [a, b] }: PairResult): { readonly a: string; readonly b: string } => ({
    a: t('comparePair.shortA', { id: a }),
    b: t('comparePair.shortB', { id: b }),
  });

  function pairSentence(pair: PairResult): string {
    const { onlyFirst, onlySecond } = pair.counts;
    return plural('mcnemar.sentence', onlyFirst, { ...shortNames(pair), other: format.count(onlySecond) });
  }

  function chanceSentence({ counts, result }: PairResult): string {
    if (counts.onlyFirst + counts.onlySecond === 0) return t('mcnemar.agree');
    const { times, of, isLess } = chanceOf(result.pValue);
    return t(isLess ? 'mcnemar.chanceLess' : 'mcnemar.chance', { times: format.count(times), of: format.count(of) });
  }

  function verdict(pair: PairResult): string | null {
    const { counts, result } = pair;
    if (counts.onlyFirst + counts.onlySecond === 0) return null;
    if (result.pValue >= HARDLY_CHANCE) return t('mcnemar.verdict.open');
    const { a, b } = shortNames(pair);
    return t('mcnemar.verdict.different', { better: counts.onlyFirst > counts.onlySecond ? a : b });
  }

  function methodText({ counts, result }: PairResult): string {
    const discordant = counts.onlyFirst + counts.onlySecond;
    return result.statistic === null
      ? plural('mcnemar.exact', discordant)
      : plural('mcnemar.corrected', discordant, { statistic: format.number(result.statistic) });
  }

  function pText({ result: { pValue } }: PairResult): string {
    if (pValue < SMALLEST_P) return t('mcnemar.pValueLess', { value: format.number(SMALLEST_P) });
    return t('mcnemar.pValue', { value: format.number(Number(pValue.toPrecision(3))) });
  }

  return {
    pairSentence,
    chanceSentence,
    verdict,
    methodText,
    pText,
    pairHead: [t('mcnemar.rowCount'), t('mcnemar.count')],
    pairRows: ({ counts }) => [
      [t('mcnemar.bothRight'), format.count(counts.bothRight)],
      [t('mcnemar.onlyA'), format.count(counts.onlyFirst)],
      [t('mcnemar.onlyB'), format.count(counts.onlySecond)],
      [t('mcnemar.bothWrong'), format.count(counts.bothWrong)],
    ],
    pairNotes: (pair) => [
      [pairSentence(pair), chanceSentence(pair), verdict(pair) ?? ''].join(' ').trim(),
      `${methodText(pair)} ${pText(pair)}`,
      t('mcnemar.scope'),
      ...(pair.isUnequal ? [t('mcnemar.unequal')] : []),
    ],
  };
}
