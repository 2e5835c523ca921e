import type { Aggregate } from '#shared/metrics/aggregate';
import { useFormat } from '../../i18n/useFormat';
import { useText } from '../../i18n/useText';

/** Writes our figures: mean ± standard deviation. Of one run there is no spread to tell of; null where there is no figure. */
export function useMeanText(): (figure: Aggregate | null | undefined) => string | null {
  const { t } = useText();
  const format = useFormat();
  return (figure) => {
    if (figure === null || figure === undefined) return null;
    const mean = format.score(figure.mean);
    return figure.standardDeviation === null
      ? mean
      : t('slides.meanAndSd', { mean, sd: format.score(figure.standardDeviation) });
  };
}
