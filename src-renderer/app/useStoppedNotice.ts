import { useNoticesStore } from '../bridge/useNoticesStore';
import { useStoppedRunsStore } from './useStoppedRunsStore';
import { useFormat } from '../i18n/useFormat';
import { useRunActions } from '../one-run/useRunActions';

/** Gives what tells, at the start of the window, which runs stopped before their end and can go on. */
export function useStoppedNotice(): () => Promise<void> {
  const format = useFormat();
  const notices = useNoticesStore();
  const stopped = useStoppedRunsStore();
  const { resume } = useRunActions();

  return async () => {
    for (const run of await stopped.find()) {
      const share = ((run.checkpoint?.epoch ?? 1) - 1) / run.spec.training.epochs;
      notices.say({
        key: 'live.stoppedNotice',
        count: 1,
        named: { id: String(run.id), share: format.percent(Math.floor(share * 100) / 100) },
        action: { key: 'live.resume', run: () => void resume(run.id) },
        isLasting: true,
        dismissed: () => stopped.dismiss(run),
      });
    }
  };
}
