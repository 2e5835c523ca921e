import { Notification, powerSaveBlocker, type BrowserWindow } from 'electron';

import type { RequestArgs } from '#shared/contract/ipc';

import type { Desktop } from '../../lab/events/desktop';
import { sendEvent } from './handle';

/** The desktop as Electron reaches it. A Linux desktop without a dock for it shows no progress, and nothing fails. */
export function createDesktop(window: () => BrowserWindow | undefined): Desktop {
  let blocker: number | undefined;
  return {
    showProgress: (share, isPaused) => {
      // -1 takes it away
      window()?.setProgressBar(share ?? -1, { mode: isPaused ? 'paused' : 'normal' });
    },
    keepAwake: (isNeeded) => {
      if (isNeeded) blocker ??= powerSaveBlocker.start('prevent-app-suspension');
      else if (blocker !== undefined) {
        powerSaveBlocker.stop(blocker);
        blocker = undefined;
      }
    },
  };
}

/** Shown notifications: one that nobody holds is collected, and its click is lost. */
const shown = new Set<Notification>();

/** Tells the end of a run to who looks elsewhere. A click brings the window to the front and shows the run. */
export function notifyOfEnd(
  window: BrowserWindow | undefined,
  { id, title, body }: RequestArgs<'desktop:notify'>,
): void {
  if (window === undefined || window.isFocused() || !Notification.isSupported()) return;
  const notification = new Notification({ title, body });
  shown.add(notification);
  notification.on('click', () => {
    shown.delete(notification);
    if (window.isDestroyed()) return;
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
    sendEvent(window.webContents, 'desktop:show-run', { id });
  });
  notification.on('close', () => shown.delete(notification));
  notification.show();
}
