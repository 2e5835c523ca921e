import { ipcMain, type BrowserWindow, type IpcMainInvokeEvent, type WebContents } from 'electron';

import { toFailure } from '#shared/errors/errors';
import type { EventName, LabEvents, Reply } from '#shared/contract/ipc';

import { RENDERER_ORIGIN } from '../renderer-files';
import { answer, type RequestHandlers } from './answer';
import type { ClosedLab } from './closed-lab';

export const REQUEST_CHANNEL = 'lab:request';
export const EVENT_CHANNEL = 'lab:event';

/**
 * The one way in: checks who asks and what is asked, and turns whatever is thrown into a reply.
 * @param answering what answers now: an open lab, or one that could not be opened
 * @param window the only one that may ask
 */
export function handleRequests(
  answering: () => RequestHandlers | ClosedLab,
  window: () => BrowserWindow | undefined,
): void {
  ipcMain.handle(REQUEST_CHANNEL, async (event, name: unknown, args: unknown): Promise<Reply<unknown>> => {
    if (!isFromPageOf(window(), event)) {
      return { ok: false, failure: { code: 'invalid-request', message: 'Only the lab’s own window may ask this.' } };
    }
    const now = answering();
    try {
      if (!isClosed(now)) return { ok: true, value: await answer(now, name, args) };
      const isAnswered = typeof name === 'string' && Object.hasOwn(now.handlers, name);
      if (!isAnswered) return { ok: false, failure: now.failure };
      return { ok: true, value: await answer(now.handlers as RequestHandlers, name, args) };
    } catch (error) {
      return { ok: false, failure: toFailure(error) };
    }
  });
}

/** Our own page in the whole of our own window: no frame inside it, no other window, no page from elsewhere. */
function isFromPageOf(window: BrowserWindow | undefined, { sender, senderFrame }: IpcMainInvokeEvent): boolean {
  if (window === undefined || senderFrame === null || sender !== window.webContents) return false;
  return senderFrame.parent === null && senderFrame.url.startsWith(`${RENDERER_ORIGIN}/`);
}

function isClosed(answering: RequestHandlers | ClosedLab): answering is ClosedLab {
  return 'failure' in answering;
}

export function sendEvent<Name extends EventName>(window: WebContents, name: Name, payload: LabEvents[Name]): void {
  if (!window.isDestroyed()) window.send(EVENT_CHANNEL, name, payload);
}
