import { useOpenRunStore } from '../bridge/useOpenRunStore';
import { useText } from '../i18n/useText';

/** Names the run of a picture with its experiment, so that the picture stands by itself. */
export function useRunSource(): (id: number) => string {
  const { t } = useText();
  const openRun = useOpenRunStore();
  return (id) => {
    const { open } = openRun;
    if (open.kind !== 'ready' || open.id !== id) return t('run.tag', { id });
    return t('picture.source', { id, title: open.run.experimentTitle, seed: open.run.seed });
  };
}
