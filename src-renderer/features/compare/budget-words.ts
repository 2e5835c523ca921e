import type { BudgetCell, BudgetGap, BudgetName, Control, MeanBudget } from '#shared/comparison/budgets';
import type { ComparisonWords, ToldBySeeds } from '#shared/comparison/words';
import type { Worth } from '#shared/comparison/worth';
import type { Formatter } from '../../i18n/format';
import type { Text } from '../../i18n/useText';

export interface BudgetWords extends Pick<
  ComparisonWords,
  | 'budgetLabel'
  | 'budgetText'
  | 'gapNote'
  | 'controlNote'
  | 'unknownBudgetNote'
  | 'worthText'
  | 'oneSeedNote'
  | 'noSpreadNote'
  | 'resolutionNote'
> {
  /** On the button that queues a control. */
  readonly controlAction: (smaller: string, control: Control) => string;
  /** The interval of a difference, and how it was found; null where there is none. */
  readonly intervalText: (worth: Worth, digits: number) => string | null;
  /** Why a difference is neither better nor worse; null where it is one of them. */
  readonly openText: (worth: Worth) => string | null;
}

/** What the screen says of budgets, and of what a difference is worth. */
export function budgetWords(text: Text, format: Formatter, figureLabel: ComparisonWords['figureLabel']): BudgetWords {
  const { t } = text;
  return {
    ...amountWords(text, format),
    ...worthWords(text, format, figureLabel),
    budgetLabel: (name) => t(`compareBudget.name.${name}`),
    unknownBudgetNote: (names) => t('compareBudget.unknown', { names }),
    controlAction: (smaller, { wanted }) => t(`compareBudget.run.${equalIn(wanted.of)}`, { name: smaller }),
  };
}

/** A control is never chosen by its epochs alone. */
const equalIn = (of: Control['wanted']['of']): 'updates' | 'examples' => (of === 'examples' ? 'examples' : 'updates');

function amountWords(
  { t, plural }: Text,
  format: Formatter,
): Pick<BudgetWords, 'budgetText' | 'gapNote' | 'controlNote'> {
  const examplesOf = ({ examples, unit }: Pick<MeanBudget, 'examples' | 'unit'>): string =>
    plural(`budget.${unit}`, Math.round(examples));

  function inImages({ examples, unit }: Pick<MeanBudget, 'examples' | 'unit'>): string {
    const text = examplesOf({ examples, unit });
    if (unit === 'images') return text;
    return t('compareBudget.pairImages', {
      pairs: text,
      images: examplesOf({ examples: 2 * examples, unit: 'images' }),
    });
  }

  function amountText(name: BudgetName, value: number): string {
    if (name === 'time') return format.duration(value);
    return name === 'multiplyAdds' ? format.exponent(value) : format.count(value);
  }

  return {
    budgetText: (name, { aggregate: { mean, standardDeviation }, unit }: BudgetCell) => {
      const amount = name === 'examples' ? inImages({ examples: mean, unit }) : amountText(name, mean);
      if (standardDeviation === null || standardDeviation === 0) return amount;
      return t('compareBudget.spread', { amount, sd: amountText(name, standardDeviation) });
    },
    gapNote: (larger, smaller, gap: BudgetGap) =>
      t('compareBudget.gap', {
        larger,
        smaller,
        examples: format.ratio(gap.examples),
        much: examplesOf(gap.larger),
        little: examplesOf(gap.smaller),
        updates: format.ratio(gap.updates),
        muchUpdates: format.count(gap.larger.updates),
        littleUpdates: format.count(gap.smaller.updates),
      }),
    controlNote: (smaller, { spec, budget, wanted }) =>
      t(`compareBudget.control.${equalIn(wanted.of)}`, {
        name: smaller,
        epochs: format.count(spec.training.epochs),
        updates: format.count(budget.updates),
        examples: inImages(budget),
      }),
  };
}

function worthWords(
  { t, plural }: Text,
  format: Formatter,
  figureLabel: ComparisonWords['figureLabel'],
): Pick<BudgetWords, 'worthText' | 'intervalText' | 'openText' | 'oneSeedNote' | 'noSpreadNote' | 'resolutionNote'> {
  function intervalText({ difference: { interval, method } }: Worth, digits: number): string | null {
    if (interval === null) return null;
    const [low, high] = interval.map((end) => format.difference(end, digits));
    return t('compareWorth.interval', { low: low ?? '', high: high ?? '', method: t(`compareWorth.method.${method}`) });
  }
  const openText = ({ open }: Worth): string | null => (open === null ? null : t(`compareWorth.open.${open}`));

  function resolutionNote(name: string, figure: Parameters<typeof figureLabel>[0], told: ToldBySeeds): string {
    const gap = format.distance(told.smallest, told.digits);
    const start = plural('compareWorth.resolution', told.seeds, { name, figure: figureLabel(figure), gap });
    if (told.moreSeeds === 0) return `${start} ${t('compareWorth.told')}`;
    return `${start} ${told.moreSeeds === null ? t('compareWorth.never') : plural('compareWorth.more', told.moreSeeds)}`;
  }

  return {
    intervalText,
    openText,
    worthText: (worth, digits) => {
      const says = worth.verdict === null ? (openText(worth) ?? '') : t(`compareWorth.verdict.${worth.verdict}`);
      const interval = intervalText(worth, digits);
      return interval === null ? says : t('compareWorth.both', { interval, says });
    },
    oneSeedNote: (names) => t('compareWorth.oneSeed', { names }),
    noSpreadNote: (names) => t('compareWorth.noSpread', { names }),
    resolutionNote,
  };
}
