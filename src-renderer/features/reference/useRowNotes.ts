import { computed, type ComputedRef } from 'vue';

import { publishedRow, type PublishedRow } from '#shared/reference/published';
import type { RowStanding } from '#shared/replication/deck';
import { useText } from '../../i18n/useText';
import { useMeanText } from './useMeanText';

/** What a careful reader should know about the figures of a row. */
export interface RowNote {
  readonly key: string;
  /** Whose it is, or the number of the flaw. */
  readonly tag: string;
  readonly isFlaw: boolean;
  readonly text: string;
}

/** The notes on a row's published figures, and the honest figures beside them, as they stand below the row. */
export function useRowNotes(standing: () => RowStanding): ComputedRef<readonly RowNote[]> {
  const published = usePublishedNotes();
  const ours = useOurNotes();
  return computed(() => [...published(publishedRow(standing().row)), ...ours(standing())]);
}

function usePublishedNotes(): (row: PublishedRow) => readonly RowNote[] {
  const { t, plural } = useText();
  return ({ notes, networkInDeck, testCount, task }) => {
    const measuredOn =
      testCount === null
        ? null
        : plural(task === 'classification' ? 'slides.testImages' : 'slides.testPairs', testCount);
    const network = t('slides.inDeck', { name: networkInDeck });
    return [
      ...notes.map(({ kind, flaw }) => ({
        key: kind,
        tag: flaw === null ? t('slides.remark') : t('slides.flaw', { flaw }),
        isFlaw: flaw !== null,
        text: t(`publishedNote.${kind}`),
      })),
      {
        key: 'network',
        tag: t('slides.remark'),
        isFlaw: false,
        text: measuredOn === null ? network : `${network} ${t('slides.testCount', { count: measuredOn })}`,
      },
    ];
  };
}

/** Figures of ours that the deck does not print, or computed in another way. */
function useOurNotes(): (standing: RowStanding) => readonly RowNote[] {
  const { t } = useText();
  const meanText = useMeanText();
  return ({ figures }) => {
    if (figures === null) return [];
    const { accuracy, runIds, overRotations: over } = figures;
    const ours = (key: string, text: string): RowNote => ({ key, tag: t('slides.ours'), isFlaw: false, text });
    const from = { n: t('slides.oneRun', { n: accuracy.count }), ids: runIds.join(', ') };
    const weightedF1 = meanText(figures.weightedF1);
    return [
      ...(weightedF1 === null
        ? []
        : [ours('weighted-f1', t('slides.standardWeightedF1', { value: weightedF1, ...from }))]),
      ...(over === null
        ? []
        : [
            ours(
              'over-rotations',
              t('slides.overRotations', {
                f1: meanText(over.f1OfSame) ?? '–',
                balanced: meanText(over.balancedAccuracy) ?? '–',
                auc: meanText(over.areaUnderRoc) ?? '–',
                accuracy: meanText(over.accuracy) ?? '–',
                ...from,
              }),
            ),
          ]),
    ];
  };
}
