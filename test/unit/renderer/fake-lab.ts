import { createPinia, setActivePinia } from 'pinia';
import { createApp, type App } from 'vue';

import type { LabFailure } from '#shared/errors/errors';
import type {
  EventName,
  LabBridge,
  LabEvents,
  Reply,
  RequestArgs,
  RequestName,
  RequestResult,
} from '#shared/contract/ipc';
import { labKey } from '../../../src-renderer/bridge/lab';

type Answers = {
  readonly [Name in RequestName]?: (
    args: RequestArgs<Name>,
  ) => Reply<RequestResult<Name>> | Promise<Reply<RequestResult<Name>>>;
};

export interface FakeLab {
  readonly bridge: LabBridge;
  /** Every request so far: its name and what it took. */
  readonly asked: readonly (readonly [RequestName, unknown])[];
  readonly tell: <Name extends EventName>(name: Name, payload: LabEvents[Name]) => void;
  readonly listenerCount: () => number;
}

export const ok = <Value>(value: Value): Reply<Value> => ({ ok: true, value });
export const no = (code: LabFailure['code'], message = `The lab says ${code}.`): Reply<never> => ({
  ok: false,
  failure: { code, message },
});

/** A lab that answers as it is told to. A request without an answer is refused, so that no test depends on one unsaid. */
export function createFakeLab(answers: Answers = {}): FakeLab {
  const asked: (readonly [RequestName, unknown])[] = [];
  const listeners = new Set<{ readonly name: EventName; readonly listener: (payload: never) => void }>();
  return {
    asked,
    bridge: {
      request: async (name, args) => {
        asked.push([name, args]);
        return (await answers[name]?.(args)) ?? no('internal', `Nobody answers ${name}.`);
      },
      on: (name, listener) => {
        const entry = { name, listener };
        listeners.add(entry);
        return () => listeners.delete(entry);
      },
      pathOf: ({ name }) => (name === '' ? '' : `/home/anna/${name}`),
    },
    tell: (name, payload) => {
      for (const entry of listeners) if (entry.name === name) entry.listener(payload as never);
    },
    listenerCount: () => listeners.size,
  };
}

/** An app without a screen, for stores: a fresh Pinia that gives them this lab. */
export function openLab(lab: FakeLab): App {
  const app = createApp({});
  const pinia = createPinia();
  app.use(pinia);
  app.provide(labKey, lab.bridge);
  setActivePinia(pinia);
  return app;
}

/** A value that the test gives when it wants to. */
export function later<Value>(): { readonly value: Promise<Value>; readonly give: (value: Value) => void } {
  let give: (value: Value) => void = () => undefined;
  const value = new Promise<Value>((resolve) => {
    give = resolve;
  });
  return { value, give };
}

/** Waits until all that was under way has arrived. */
export async function settled(): Promise<void> {
  await new Promise((resolve) => {
    setTimeout(resolve);
  });
}

/** Waits until the screen has been drawn once: what arrives many times a second is handed on then. */
export async function aFrame(): Promise<void> {
  await new Promise((resolve) => {
    requestAnimationFrame(() => requestAnimationFrame(resolve));
  });
}
