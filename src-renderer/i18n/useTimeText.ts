import type { KnownEstimate } from '#shared/experiment/estimate';
import { useFormat } from './useFormat';
import { useText } from './useText';

/** Says how long runs take: about, at most, or at least where something of them is not known. */
export function useTimeText(): (time: KnownEstimate) => string {
  const { t, plural } = useText();
  const format = useFormat();
  return ({ seconds, known, unknown, isAtMost }) => {
    const time = format.duration(seconds * 1000);
    if (known === 0) return t('estimate.unknown');
    if (unknown > 0) return plural(isAtMost ? 'estimate.aboutOf' : 'estimate.atLeast', unknown, { time });
    return t(isAtMost ? 'estimate.atMost' : 'estimate.about', { time });
  };
}
