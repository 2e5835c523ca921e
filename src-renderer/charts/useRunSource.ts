import { useOpenRunStore } from '../bridge/useOpenRunStore';
import { useNames } from '../i18n/useNames';
import { useText } from '../i18n/useText';

/** Names the run of a picture with its experiment, so that the picture stands by itself. */
export function useRunSource(): (id: number) => string {
  const { t } = useText();
  const openRun = useOpenRunStore();
  const names = useNames();
  return (id) => {
    const { open } = openRun;
    if (open.kind !== 'ready' || open.id !== id) return t('run.tag', { id });
    return t('picture.source', { id, title: names.experiment(open.run), seed: open.run.seed });
  };
}
