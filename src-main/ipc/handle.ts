import { ipcMain, type BrowserWindow, type IpcMainInvokeEvent, type WebContents } from 'electron';

import { toFailure, type LabFailure } from '#shared/errors';
import type { EventName, LabEvents, Reply } from '#shared/ipc';

import { RENDERER_ORIGIN } from '../renderer-files';
import { answer, type RequestHandlers } from './answer';

export const REQUEST_CHANNEL = 'lab:request';
export const EVENT_CHANNEL = 'lab:event';

/**
 * The one way in: checks who asks and what is asked, and turns whatever is thrown into a reply.
 * @param handlers or, where the lab could not be opened, why: every request is then answered with that
 * @param window the only one that may ask
 */
export function handleRequests(handlers: RequestHandlers | LabFailure, window: () => BrowserWindow | undefined): void {
  ipcMain.handle(REQUEST_CHANNEL, async (event, name: unknown, args: unknown): Promise<Reply<unknown>> => {
    if (!isFromPageOf(window(), event)) {
      return { ok: false, failure: { code: 'invalid-request', message: 'Only the lab’s own window may ask this.' } };
    }
    if (isFailure(handlers)) return { ok: false, failure: handlers };
    try {
      return { ok: true, value: await answer(handlers, name, args) };
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

function isFailure(handlers: RequestHandlers | LabFailure): handlers is LabFailure {
  return 'code' in handlers;
}

export function sendEvent<Name extends EventName>(window: WebContents, name: Name, payload: LabEvents[Name]): void {
  if (!window.isDestroyed()) window.send(EVENT_CHANNEL, name, payload);
}
