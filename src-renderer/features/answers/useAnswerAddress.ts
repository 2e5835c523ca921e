import { computed, type ComputedRef } from 'vue';
import { useRoute, useRouter } from 'vue-router';

import { ENSEMBLE_SIZES } from '#shared/answers/ensembles';
import { selectionSchema, type AnswerSelection } from '#shared/answers/sweep';
import { FIGURE_NAMES, type FigureName } from '#shared/comparison/figures';

/** The rows of the deck's own question: plain against siamese on 100, 50 and 10 % of CIFAR-10. */
const DECKS_QUESTION = 'C1,C2,C3,C4,C5,C6';

export interface AnswerAddress {
  /** Null where the address names none that could be. */
  readonly selection: ComputedRef<AnswerSelection | null>;
  readonly figure: ComputedRef<FigureName>;
  readonly axis: ComputedRef<string | undefined>;
  readonly baseline: ComputedRef<string | undefined>;
  /** How many runs of a plain network are averaged, on a line of their own; null for none. */
  readonly ensemble: ComputedRef<number | null>;
  readonly choose: (change: Readonly<Record<string, string | undefined>>) => Promise<void>;
}

/** An answer lives in its address, `/answers?sweep=3&figure=accuracy&over=fraction`, so that it can be linked to. */
export function useAnswerAddress(): AnswerAddress {
  const route = useRoute();
  const router = useRouter();
  const said = (name: string): string | undefined => {
    const value = route.query[name];
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const numbers = (text: string): readonly number[] => text.split(',').map(Number);

  const selection = computed((): AnswerSelection | null => {
    const [sweep, experiments, rows] = [said('sweep'), said('experiments'), said('rows') ?? DECKS_QUESTION];
    const asked =
      sweep !== undefined
        ? { kind: 'sweep', id: Number(sweep) }
        : experiments !== undefined
          ? { kind: 'experiments', ids: numbers(experiments) }
          : { kind: 'rows', rows: rows.split(',') };
    const parsed = selectionSchema.safeParse(asked);
    return parsed.success ? parsed.data : null;
  });

  return {
    selection,
    figure: computed(() => FIGURE_NAMES.find((name) => name === said('figure')) ?? 'accuracy'),
    axis: computed(() => said('over')),
    baseline: computed(() => said('against')),
    ensemble: computed(() => {
      const size = Number(said('ensemble'));
      return Number.isInteger(size) && size >= ENSEMBLE_SIZES.least && size <= ENSEMBLE_SIZES.most ? size : null;
    }),
    choose: async (change) => {
      const query = { ...route.query, ...change };
      await router.replace({
        query: Object.fromEntries(Object.entries(query).filter(([, text]) => text !== undefined)),
      });
    },
  };
}
