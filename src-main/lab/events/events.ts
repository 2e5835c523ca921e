import type { EventName, LabEvents } from '#shared/contract/ipc';

type Listener<Name extends EventName> = (payload: LabEvents[Name]) => void;

/** Tells what has happened, by the names of the contract. */
export interface LabEmitter {
  readonly emit: <Name extends EventName>(name: Name, payload: LabEvents[Name]) => void;
  /** Returns the function that stops the listening. */
  readonly on: <Name extends EventName>(name: Name, listener: Listener<Name>) => () => void;
}

export function createEmitter(): LabEmitter {
  const listeners: { [Name in EventName]: Set<Listener<Name>> } = {
    'runs:changed': new Set(),
    'run:progress': new Set(),
    'run:epoch': new Set(),
    'run:log': new Set(),
    'queue:changed': new Set(),
    'desktop:show-run': new Set(),
    'dataset:progress': new Set(),
    'dataset:import-progress': new Set(),
    'projection:progress': new Set(),
    'device:tested': new Set(),
    'report:progress': new Set(),
  };
  return {
    emit: (name, payload) => {
      for (const listener of listeners[name]) listener(payload);
    },
    on: (name, listener) => {
      listeners[name].add(listener);
      return () => listeners[name].delete(listener);
    },
  };
}
