import { ipcMain, type WebContents } from 'electron';

import { LabError, toFailure } from '#shared/errors';
import {
  REQUEST_SCHEMAS,
  type EventName,
  type LabEvents,
  type Reply,
  type RequestArgs,
  type RequestName,
  type RequestResult,
} from '#shared/ipc';

import { RENDERER_ORIGIN } from '../renderer-files';
import type { ClosedLab } from './closed-lab';

/** What answers the requests: one function a request. */
export type RequestHandlers = {
  readonly [Name in RequestName]: (args: RequestArgs<Name>) => RequestResult<Name> | Promise<RequestResult<Name>>;
};

export const REQUEST_CHANNEL = 'lab:request';
export const EVENT_CHANNEL = 'lab:event';

/**
 * The one way in: checks who asks and what is asked, and turns whatever is thrown into a reply.
 * @param answering what answers now: an open lab, or one that could not be opened
 */
export function handleRequests(answering: () => RequestHandlers | ClosedLab): void {
  ipcMain.handle(REQUEST_CHANNEL, async (event, name: unknown, args: unknown): Promise<Reply<unknown>> => {
    if (!(event.senderFrame?.url ?? '').startsWith(`${RENDERER_ORIGIN}/`)) {
      return { ok: false, failure: { code: 'invalid-request', message: 'Only the lab’s own window may ask this.' } };
    }
    const now = answering();
    try {
      if (!isClosed(now)) return { ok: true, value: await answer(now, name, args) };
      const isAnswered = isRequestName(name) && Object.hasOwn(now.handlers, name);
      if (!isAnswered) return { ok: false, failure: now.failure };
      return { ok: true, value: await dispatch(now.handlers as RequestHandlers, name, args) };
    } catch (error) {
      return { ok: false, failure: toFailure(error) };
    }
  });
}

function isClosed(answering: RequestHandlers | ClosedLab): answering is ClosedLab {
  return 'failure' in answering;
}

function isRequestName(name: unknown): name is RequestName {
  return typeof name === 'string' && Object.hasOwn(REQUEST_SCHEMAS, name);
}

/** Validates and dispatches one request. */
export async function answer(handlers: RequestHandlers, name: unknown, args: unknown): Promise<unknown> {
  if (!isRequestName(name)) {
    throw new LabError(
      'invalid-request',
      `Received the request ${JSON.stringify(name)}; expected one of ${Object.keys(REQUEST_SCHEMAS).join(', ')}.`,
    );
  }
  return dispatch(handlers, name, args);
}

function dispatch<Name extends RequestName>(
  handlers: RequestHandlers,
  name: Name,
  args: unknown,
): RequestResult<Name> | Promise<RequestResult<Name>> {
  const parsed = REQUEST_SCHEMAS[name].safeParse(args);
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
    throw new LabError('invalid-request', `The request ${name} was not understood.\n${problems.join('\n')}`);
  }
  return handlers[name](parsed.data);
}

export function sendEvent<Name extends EventName>(window: WebContents, name: Name, payload: LabEvents[Name]): void {
  if (!window.isDestroyed()) window.send(EVENT_CHANNEL, name, payload);
}
