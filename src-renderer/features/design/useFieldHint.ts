import { NUMBER_BOUNDS } from '#shared/basics/bounds';
import { boundsOf, type Field, type FieldName } from '#shared/experiment/fields/index';
import { useFormat } from '../../i18n/useFormat';
import { messageKey } from '../../i18n/message-key';
import { useText } from '../../i18n/useText';
import { textIn } from '../../draft/draft-text';
import { useDraftStore } from '../../draft/useDraftStore';
import { typedNumber } from '../../ui/typed-number';
import { useDevicesStore } from '../../bridge/useDevicesStore';

/** What stands below the control of a setting: what its value comes to in the design on the bench, where that can be said. */
export function useFieldHint(): (field: Field) => string | undefined {
  const { t, plural } = useText();
  const format = useFormat();
  const draft = useDraftStore();
  const devices = useDevicesStore();

  function fraction(): string | null {
    const { imageCount, facts } = draft;
    if (imageCount === null || facts === null) return null;
    return t(imageCount === facts.trainCount ? 'design.fractionHintAll' : 'design.fractionHint', {
      percent: format.percent(typedNumber(draft.text.fraction)),
      images: format.count(imageCount),
      all: format.count(facts.trainCount),
    });
  }

  function width(): string {
    if (draft.problems.has('width')) return '';
    const first = Number(draft.text.width);
    const [one, two, three] = [first, 2 * first, 4 * first].map(format.count);
    return t('network.widthHint', { first: one ?? '', second: two ?? '', third: three ?? '' });
  }

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

  function batchSize(): string | null {
    if (draft.samples === null) return null;
    const batches = Math.ceil(draft.samples / Number(draft.text.batchSize));
    return plural('design.batchSizeHint', batches, { batches: format.count(batches) });
  }

  function heldOut(): string | null {
    const { imageCount, workload } = draft;
    if (imageCount === null || workload === null) return null;
    return t('design.heldOutHint', {
      images: format.count(imageCount - workload.images),
      all: format.count(imageCount),
    });
  }

  function threads(): string | null {
    const device = draft.text.device === 'auto' ? devices.best : draft.text.device;
    if (device !== 'cpu') return t('compute.threadsHintGpu');
    const count = devices.survey?.reports.find((each) => each.device.id === 'cpu')?.device.threads;
    return count ? plural('compute.threadsHint', count) : null;
  }

  /** Of a number without a hint of its own, what it may be. */
  function bounds({ schema }: Field): string | undefined {
    const known = schema(draft.design);
    const name = known === null ? undefined : boundsOf(known);
    if (name === undefined) return undefined;
    const { least, most } = NUMBER_BOUNDS[name];
    return t('design.betweenHint', { least: format.number(least), most: format.number(most) });
  }

  const seeds = (): string | null => (draft.spec === null ? null : plural('design.seedsHint', draft.spec.seeds.length));

  const computed: Readonly<Partial<Record<FieldName, () => string | null>>> = {
    fraction,
    width,
    permutations,
    rotations,
    batchSize,
    seeds,
    heldOut,
    threads,
  };

  return (field) => {
    const said = computed[field.name as FieldName]?.() ?? null;
    if (said !== null) return said;
    const { hint, hints } = field.texts;
    if (hint === undefined && hints === undefined) return bounds(field);
    const key = messageKey(hints === undefined ? hint : `${hints}.${textIn(draft.text, field)}`);
    return key === null ? hint : t(key);
  };
}
