import { inject, onScopeDispose, type InjectionKey } from 'vue';

import { toFailure } from '#shared/errors/errors';
import type {
  EventName,
  LabBridge,
  LabEvents,
  Reply,
  RequestArgs,
  RequestName,
  RequestResult,
} from '#shared/contract/ipc';

/** The app provides the bridge to the lab; a test provides a fake of it. Only stores may ask for it. */
export const labKey: InjectionKey<LabBridge> = Symbol('lab');

export interface Lab {
  /** Never rejects: a request that got lost is a failure like any other. */
  readonly ask: <Name extends RequestName>(name: Name, args: RequestArgs<Name>) => Promise<Reply<RequestResult<Name>>>;
  /** Listens for as long as the store lives. */
  readonly listen: <Name extends EventName>(name: Name, listener: (payload: LabEvents[Name]) => void) => void;
  /** Where something lies that was dropped on the window; empty for what lies nowhere. */
  readonly pathOf: LabBridge['pathOf'];
}

export function useLab(): Lab {
  const bridge = inject(labKey);
  if (bridge === undefined) throw new Error('The store was made without a bridge to the lab: provide labKey first.');
  return {
    ask: async (name, args) => {
      try {
        return await bridge.request(name, args);
      } catch (error) {
        return { ok: false, failure: toFailure(error) };
      }
    },
    pathOf: (file) => bridge.pathOf(file),
    listen: (name, listener) => {
      onScopeDispose(bridge.on(name, listener));
    },
  };
}
