import { metricTitle } from '#shared/metrics/metrics';
import { en } from '../i18n/en';
import { hasText } from '../i18n/has-text';
import { useText } from '../i18n/useText';

/** What a metric is called; one of an extension by its title, and one that is not known by its name. */
export function useMetricText(): (name: string) => string {
  const { t } = useText();
  return (name) => (hasText(en.metric, name) ? t(`metric.${name}`) : metricTitle(name));
}
