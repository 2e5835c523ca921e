import type { FieldName } from '#shared/experiment/fields/index';
import { useDevicesStore } from '../../bridge/useDevicesStore';
import { useDraftStore } from '../../draft/useDraftStore';
import { useFormat } from '../../i18n/useFormat';
import { useText } from '../../i18n/useText';
import { typedNumber } from '../../ui/typed-number';

/** What the value of a setting comes to, by the name of the setting; null where that cannot be said yet. */
export type ComputedHints = Readonly<Partial<Record<FieldName, () => string | null>>>;

/** How many of the images a run trains on. */
function useImageHints(): ComputedHints {
  const { t } = useText();
  const format = useFormat();
  const draft = useDraftStore();

  function fraction(): string | null {
    const { imageCount, facts } = draft;
    if (imageCount === null || facts === null) return null;
    return t(imageCount === facts.trainCount ? 'design.fractionHintAll' : 'design.fractionHint', {
      percent: format.percent(typedNumber(draft.text.fraction)),
      images: format.count(imageCount),
      all: format.count(facts.trainCount),
    });
  }

  function heldOut(): string | null {
    const { imageCount, workload } = draft;
    if (imageCount === null || workload === null) return null;
    return t('design.heldOutHint', {
      images: format.count(imageCount - workload.images),
      all: format.count(imageCount),
    });
  }

  return { fraction, heldOut };
}

/** How many pairs an epoch has. */
function usePairHints(): ComputedHints {
  const { t } = useText();
  const format = useFormat();
  const draft = useDraftStore();

  /** What an epoch has; null while a number is missing. */
  function pairs(): { readonly pairs: string; readonly images: string; readonly permutations: string } | null {
    const { workload, text } = draft;
    if (workload === null) return null;
    const [trained, images] = [workload.trained, workload.images].map(format.count);
    return { pairs: trained ?? '', images: images ?? '', permutations: text.permutations.trim() };
  }

  function permutations(): string {
    const isClasses = draft.text.pairing === 'class-preserving';
    const counts = pairs();
    if (counts === null) return t(isClasses ? 'pairing.permutationsHintNone' : 'pairing.copiesHintNone');
    return t(isClasses ? 'pairing.permutationsHint' : 'pairing.copiesHint', counts);
  }

  function rotations(): string | null {
    const counts = pairs();
    return counts === null ? null : t('pairing.rotationsHint', counts);
  }

  return { permutations, rotations };
}

/** What the network and its training come to. */
function useTrainingHints(): ComputedHints {
  const { t, plural } = useText();
  const format = useFormat();
  const draft = useDraftStore();

  function width(): string {
    if (draft.problems.has('width')) return '';
    const first = Number(draft.text.width);
    const [one, two, three] = [first, 2 * first, 4 * first].map(format.count);
    return t('network.widthHint', { first: one ?? '', second: two ?? '', third: three ?? '' });
  }

  function batchSize(): string | null {
    if (draft.samples === null) return null;
    const batches = Math.ceil(draft.samples / Number(draft.text.batchSize));
    return plural('design.batchSizeHint', batches, { batches: format.count(batches) });
  }

  const seeds = (): string | null => (draft.spec === null ? null : plural('design.seedsHint', draft.spec.seeds.length));

  return { width, batchSize, seeds };
}

/** What this machine brings. */
function useMachineHints(): ComputedHints {
  const { t, plural } = useText();
  const draft = useDraftStore();
  const devices = useDevicesStore();

  function threads(): string | null {
    const device = draft.text.device === 'auto' ? devices.best : draft.text.device;
    if (device !== 'cpu') return t('compute.threadsHintGpu');
    const count = devices.survey?.reports.find((each) => each.device.id === 'cpu')?.device.threads;
    return count ? plural('compute.threadsHint', count) : null;
  }

  return { threads };
}

/** The hints that are computed from the design on the bench. */
export function useComputedHints(): ComputedHints {
  return { ...useImageHints(), ...usePairHints(), ...useTrainingHints(), ...useMachineHints() };
}
