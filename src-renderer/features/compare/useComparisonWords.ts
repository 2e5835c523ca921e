import { computed, type ComputedRef } from 'vue';

import { keyOf, runsBehind, type Compared } from '#shared/comparison/compared';
import { figureFacts, isOwnFigure } from '#shared/comparison/figures';
import type { ComparedKey } from '#shared/comparison/selection';
import type { ComparisonWords } from '#shared/comparison/words';
import { metricTitle } from '#shared/metrics/metrics';
import type { Formatter } from '../../i18n/format';
import { useFormat } from '../../i18n/useFormat';
import { useNames, type Names } from '../../i18n/useNames';
import { useText, type Text } from '../../i18n/useText';
import { budgetWords, type BudgetWords } from './budget-words';
import { designWords } from './design-words';
import { pairWords, type PairWords } from './pair-words';

/** Notes that name what all are held against. */
type AgainstWords = Pick<ComparisonWords, 'baselineNote' | 'obstacleNote' | 'remarkNote'>;

export interface ScreenWords extends Omit<ComparisonWords, keyof AgainstWords>, PairWords, BudgetWords {
  readonly keyName: (key: ComparedKey) => string;
  /** The words for a report in which all are held against this one. */
  readonly against: (baseline: string) => ComparisonWords;
}

/** What a comparison says, in the language and the number format of the screen; follows a change of language. */
export function useComparisonWords(): ComputedRef<ScreenWords> {
  const text = useText();
  const format = useFormat();
  const names = useNames();
  return computed(() => wordsOf(text, format, names));
}

function wordsOf(text: Text, format: Formatter, names: Names): ScreenWords {
  const { t } = text;
  const figureLabel: ComparisonWords['figureLabel'] = (name) =>
    isOwnFigure(name) ? t(`compareFigures.name.${name}`) : metricTitle(name);
  const words = {
    ...designWords(text, format),
    ...namingWords(text, names),
    ...figureWords(text, format),
    ...budgetWords(text, format, figureLabel),
    ...pairWords(text, format),
    titles: {
      compared: t('comparePicker.title'),
      budget: t('compareBudget.title'),
      design: t('compareFields.differ'),
      shared: t('compareFields.shared'),
      figures: t('compareFigures.title'),
      pair: t('mcnemar.title'),
    },
    figureLabel,
  };
  return {
    ...words,
    against: (baseline) => ({
      ...words,
      // a report has no headings between its figures
      figureLabel: (name) => {
        const label = figureLabel(name);
        return figureFacts(name).task === 'classification' ? label : t('compareFigures.ofPairs', { name: label });
      },
      baselineNote: (name) => t('compareFigures.baselineNote', { name }),
      obstacleNote: (names, obstacle) => t(`compareFigures.obstacle.${obstacle}`, { names, baseline }),
      remarkNote: (names, remark) => t(`compareFigures.remark.${remark}`, { names, baseline }),
    }),
  };
}

/** What the columns are called, and what is behind them. */
function namingWords(
  { t }: Text,
  names: Names,
): Pick<ScreenWords, 'keyName' | 'nameOf' | 'titleOf' | 'runsOf' | 'comparedHead'> {
  function keyName(key: ComparedKey): string {
    if (key.kind === 'row') return t('compare.row', { row: key.row });
    return t(key.kind === 'run' ? 'compare.run' : 'compare.experiment', { id: key.id });
  }

  function titleOf(compared: Compared): string {
    if (compared.kind === 'row') return `${names.row(compared.row.id)}, ${t('comparePicker.published')}`;
    const [first] = runsBehind(compared);
    return first === undefined ? (compared.kind === 'experiment' ? compared.title : '') : names.experiment(first);
  }

  return {
    keyName,
    nameOf: (compared) => keyName(keyOf(compared)),
    titleOf,
    runsOf: (compared) => {
      const runs = runsBehind(compared).map(({ id, seed }) => t('compareReport.seeded', { id, seed }));
      return runs.length === 0 ? '–' : runs.join(', ');
    },
    comparedHead: [t('compareReport.name'), t('compareReport.what'), t('compareReport.runs')],
  };
}

function figureWords(
  { t, plural }: Text,
  format: Formatter,
): Pick<
  ScreenWords,
  'figure' | 'aggregateText' | 'differenceText' | 'nothingToCompare' | 'noFigureNote' | 'chosenNote' | 'publishedNote'
> {
  return {
    figure: t('compareFigures.figure'),
    aggregateText: ({ mean, standardDeviation, count }) => {
      const n = t('compare.n', { n: count });
      if (standardDeviation === null) return t('compare.single', { mean: format.score(mean), n });
      return t('compare.mean', { mean: format.score(mean), sd: format.score(standardDeviation), n });
    },
    differenceText: format.difference,
    nothingToCompare: t('compareFigures.nothing'),
    noFigureNote: (compared) => {
      if (compared.kind === 'row')
        return t('compareFigures.noneOf.row', { name: t('compare.row', { row: compared.row.id }) });
      if (compared.kind === 'experiment') {
        return t('compareFigures.noneOf.experiment', { name: t('compare.experiment', { id: compared.id }) });
      }
      const { id, status, epochsDone } = compared.run;
      return plural(`compareFigures.noneOf.${status}`, epochsDone, { name: t('compare.run', { id }) });
    },
    chosenNote: (names) => t('compareFigures.chosen', { names }),
    publishedNote: (rows, kind) => t('compareFigures.published', { rows, text: t(`publishedNote.${kind}`) }),
  };
}
