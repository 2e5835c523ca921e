import { computed, type ComputedRef, type WritableComputedRef } from 'vue';

import { BUDGET_MEASURES, readBudget, type BudgetMeasure } from '../../draft/budget-text';
import { useDraftStore } from '../../draft/useDraftStore';
import { useBudgetText } from '../../i18n/useBudgetText';
import { useFormat } from '../../i18n/useFormat';
import { useText } from '../../i18n/useText';

/** How long the design on the bench is trained, as its form chooses and says it. */
export interface BudgetField {
  readonly measure: WritableComputedRef<BudgetMeasure>;
  readonly measures: ComputedRef<readonly { readonly value: BudgetMeasure; readonly text: string }[]>;
  /** Of updates or examples, as typed. */
  readonly count: WritableComputedRef<string>;
  readonly problem: ComputedRef<string | undefined>;
  /**
   * "= 40 epochs · 1,200 updates · 200,000 pairs", and how much whole epochs are from the number that was typed; null while
   * a number is missing.
   */
  readonly comesTo: ComputedRef<string | null>;
}

export function useBudgetField(): BudgetField {
  const { t } = useText();
  const format = useFormat();
  const budgets = useBudgetText();
  const draft = useDraftStore();

  function problemText(): string | undefined {
    const problem = draft.budgetProblem;
    const { of } = draft.budget;
    if (problem === null || of === 'epochs') return undefined;
    if (problem.kind === 'count') {
      return t(`trainFor.problem.${of}`, {
        received: problem.received === '' ? t('problem.nothing') : problem.received,
        example: format.count(1200),
      });
    }
    return t('trainFor.problem.tooMany', {
      received: format.count(problem.received),
      most: format.count(problem.most),
    });
  }

  function roundingText(): string | null {
    const [wanted, now] = [readBudget(draft.budget), draft.trainedFor];
    if (wanted === null || now === null || now[wanted.of] === wanted.count) return null;
    return t('trainFor.rounded', {
      got: format.count(now[wanted.of]),
      wanted: format.count(wanted.count),
      difference: format.difference(now[wanted.of] - wanted.count, 0),
    });
  }

  return {
    measure: computed({ get: () => draft.budget.of, set: draft.measureIn }),
    measures: computed(() => BUDGET_MEASURES.map((value) => ({ value, text: t(`trainFor.of.${value}`) }))),
    count: computed({
      get: () => draft.budget.count,
      set: (count) => {
        draft.editBudget({ ...draft.budget, count });
      },
    }),
    problem: computed(problemText),
    comesTo: computed(() => {
      if (draft.trainedFor === null || draft.spec === null) return null;
      const isAtMost = draft.spec.training.earlyStopping !== null;
      const said = t(isAtMost ? 'trainFor.atMost' : 'trainFor.amounts', { amounts: budgets.all(draft.trainedFor) });
      return [said, roundingText() ?? []].flat().join(' ');
    }),
  };
}
