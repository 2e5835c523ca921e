import { computeProblems } from '#shared/experiment/compute-problems';
import type { DraftField } from '../../draft/draft-problems';
import { useDevicesStore } from '../../bridge/useDevicesStore';
import { useDraftStore } from '../../draft/useDraftStore';
import { useProblemText, type JudgedField } from '../../draft/useProblemText';
import { useText } from '../../i18n/useText';
import { useTroubleText } from '../../i18n/useTroubleText';

/** Fields of a design whose text can be said from what was typed alone; the bounds of the permutations go by the pairing. */
const JUDGED = [
  'fraction',
  'width',
  'embedding',
  'dropout',
  'l2',
  'headUnits',
  'rotations',
  'sameWeight',
  'epochs',
  'batchSize',
  'learningRate',
  'momentum',
  'patience',
  'heldOut',
  'seeds',
  'threads',
] as const satisfies readonly (DraftField & JudgedField)[];

/** What is wrong with each field of the design on the bench, in the language of the window. */
export function useDraftProblems(): (field: DraftField) => string | undefined {
  const { t } = useText();
  const draft = useDraftStore();
  const devices = useDevicesStore();
  const problemText = useProblemText();
  const { trouble } = useTroubleText();

  function computeText(field: DraftField): string | undefined {
    const cause = computeProblems(draft.text, devices.survey).find((each) => each.field === `compute.${field}`)?.cause;
    switch (cause?.kind) {
      case undefined:
        return undefined;
      case 'trouble':
        return t('problem.deviceTrouble', trouble(cause.trouble));
      case 'unknown-device':
        return t('problem.device', { received: cause.device, there: cause.there.join(', ') });
      case 'precision':
        return t('problem.precision', {
          received: cause.asked,
          device: cause.device,
          offered: cause.offered.join(', '),
        });
    }
  }

  return (field) => {
    const message = draft.problems.get(field);
    if (message === undefined) return undefined;
    const { text } = draft;
    const judged = JUDGED.find((each) => each === field);
    if (judged !== undefined) return problemText(judged, text[judged]);
    if (field === 'permutations') {
      const bounds = text.pairing === 'random-permutation' ? 'onlyPermutations' : 'permutations';
      return problemText(bounds, text.permutations);
    }
    if (field === 'protocols') return t('problem.protocols');
    return computeText(field) ?? message;
  };
}
