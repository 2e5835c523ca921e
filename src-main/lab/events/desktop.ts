import { shareDone } from '#shared/runs/progress';

import type { LabEmitter } from './events';

/** What a training shows on the desktop, outside the window. */
export interface Desktop {
  /** On the taskbar or the dock. @param share from 0 to 1; null takes it away */
  readonly showProgress: (share: number | null, isPaused: boolean) => void;
  /** Keeps the machine from going to sleep, until it is let. Asking twice is asking once. */
  readonly keepAwake: (isNeeded: boolean) => void;
}

/**
 * Shows on the desktop how far the training of this program has come, and keeps the machine awake while it computes.
 * A paused run does not compute: the machine may sleep.
 */
export function followOnDesktop(
  lab: { readonly events: Pick<LabEmitter, 'on'>; readonly runningRun: () => number | undefined },
  desktop: Desktop,
): void {
  lab.events.on('run:progress', ({ id, progress }) => {
    if (id !== lab.runningRun()) return;
    desktop.showProgress(shareDone(progress), progress.isPaused);
    desktop.keepAwake(!progress.isPaused);
  });
  lab.events.on('runs:changed', () => {
    if (lab.runningRun() !== undefined) return;
    desktop.showProgress(null, false);
    desktop.keepAwake(false);
  });
}
