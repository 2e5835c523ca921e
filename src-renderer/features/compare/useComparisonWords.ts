import { computed, type ComputedRef } from 'vue';

import { keyOf, type Compared } from '#shared/comparison/compared';
import type { Leaf } from '#shared/comparison/fields';
import { figureFacts, isOwnFigure, type FigureName } from '#shared/comparison/figures';
import type { ComparisonWords, PairResult } from '#shared/comparison/sections';
import type { ComparedKey } from '#shared/comparison/selection';
import type { Aggregate } from '#shared/metrics/aggregate';
import { metricTitle } from '#shared/metrics/metrics';
import type { PublishedNoteKind } from '#shared/reference/published-notes';
import { chanceOf } from './chance';
import { fieldLabel, valueLabel } from '../../ui/field-labels';
import type { Formatter } from '../../i18n/format';
import { useFormat } from '../../i18n/useFormat';
import { useText, type Text } from '../../i18n/useText';

/** Below it nobody needs to know the digits. */
const SMALLEST_P = 0.0001;
/** What Fisher's followers call significant: one of twenty. */
const HARDLY_CHANCE = 0.05;

export interface ScreenWords extends Omit<ComparisonWords, 'baselineNote' | 'obstacleNote' | 'remarkNote'> {
  readonly keyName: (key: ComparedKey) => string;
  /** The words for a report in which all are held against this one. */
  readonly against: (baseline: string) => ComparisonWords;
  readonly pairSentence: (pair: PairResult) => string;
  readonly chanceSentence: (pair: PairResult) => string;
  readonly verdict: (pair: PairResult) => string | null;
  readonly methodText: (pair: PairResult) => string;
  readonly pText: (pair: PairResult) => string;
}

/** What a comparison says, in the language and the number format of the screen; follows a change of language. */
export function useComparisonWords(): ComputedRef<ScreenWords> {
  const text = useText();
  const format = useFormat();
  return computed(() => wordsOf(text, format));
}

function wordsOf({ t, plural }: Text, format: Formatter): ScreenWords {
  function keyName(key: ComparedKey): string {
    if (key.kind === 'row') return t('compare.row', { row: key.row });
    return t(key.kind === 'run' ? 'compare.run' : 'compare.experiment', { id: key.id });
  }
  const nameOf = (compared: Compared): string => keyName(keyOf(compared));

  function valueText(path: string, value: Leaf): string {
    const label = valueLabel(path, value);
    if (label !== null) return t(label);
    if (path === 'facts.machine.memoryBytes' && typeof value === 'number') return format.bytes(value);
    if (path === 'fraction' && typeof value === 'number') return format.percent(value);
    // seeds are names, not quantities
    if (typeof value === 'number' && path !== 'seed')
      return Number.isInteger(value) ? format.count(value) : format.number(value);
    if (typeof value === 'object' && value !== null) return value.join(', ');
    return String(value);
  }

  function noFigureNote(compared: Compared): string {
    const name = nameOf(compared);
    if (compared.kind !== 'run') return t(`compareFigures.noneOf.${compared.kind}`, { name });
    return plural(`compareFigures.noneOf.${compared.run.status}`, compared.run.epochsDone, { name });
  }

  function aggregateText({ mean, standardDeviation, count }: Aggregate): string {
    const n = t('compare.n', { n: count });
    if (standardDeviation === null) return t('compare.single', { mean: format.score(mean), n });
    return t('compare.mean', { mean: format.score(mean), sd: format.score(standardDeviation), n });
  }

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

  const words = {
    titles: {
      design: t('compareFields.differ'),
      shared: t('compareFields.shared'),
      figures: t('compareFigures.title'),
      pair: t('mcnemar.title'),
    },
    field: t('compareFields.field'),
    value: t('compareFields.value'),
    figure: t('compareFigures.figure'),
    nameOf,
    headOf: (compared: Compared) => {
      if (compared.kind !== 'experiment') return nameOf(compared);
      const ids = compared.runs.map(({ id }) => id);
      const runs = plural('compare.runsBehind', ids.length, { ids: ids.join(', ') });
      return t('compare.head', { name: nameOf(compared), runs: ids.length === 0 ? t('compare.noneFinished') : runs });
    },
    fieldLabel: (path: string) => {
      const label = fieldLabel(path);
      return label === null ? path : t(label);
    },
    valueText,
    unknown: '?',
    absent: '–',
    figureLabel: (name: FigureName) => (isOwnFigure(name) ? t(`compareFigures.name.${name}`) : metricTitle(name)),
    aggregateText,
    differenceText: format.difference,
    sameDesign: t('compareFields.same'),
    nothingToCompare: t('compareFigures.nothing'),
    noFigureNote,
    unknownNote: (names: string) => t('compareFields.notUnderstood', { names }),
    chosenNote: (names: string) => t('compareFigures.chosen', { names }),
    publishedNote: (rows: string, kind: PublishedNoteKind) =>
      t('compareFigures.published', { rows, text: t(`publishedNote.${kind}`) }),
    pairHead: [t('mcnemar.rowCount'), t('mcnemar.count')] as const,
    pairRows: ({ counts }: PairResult) =>
      [
        [t('mcnemar.bothRight'), format.count(counts.bothRight)],
        [t('mcnemar.onlyA'), format.count(counts.onlyFirst)],
        [t('mcnemar.onlyB'), format.count(counts.onlySecond)],
        [t('mcnemar.bothWrong'), format.count(counts.bothWrong)],
      ] as const,
    pairNotes: (pair: PairResult) => [
      [pairSentence(pair), chanceSentence(pair), verdict(pair) ?? ''].join(' ').trim(),
      `${methodText(pair)} ${pText(pair)}`,
      t('mcnemar.scope'),
    ],
  };
  return {
    ...words,
    keyName,
    pairSentence,
    chanceSentence,
    verdict,
    methodText,
    pText,
    against: (baseline) => ({
      ...words,
      // a report has no headings between its figures
      figureLabel: (name) => {
        const label = words.figureLabel(name);
        return figureFacts(name).task === 'classification' ? label : t('compareFigures.ofPairs', { name: label });
      },
      baselineNote: (name) => t('compareFigures.baselineNote', { name }),
      obstacleNote: (names, obstacle) => t(`compareFigures.obstacle.${obstacle}`, { names, baseline }),
      remarkNote: (names, remark) => t(`compareFigures.remark.${remark}`, { names, baseline }),
    }),
  };
}
