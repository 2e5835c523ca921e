import { contextBridge, ipcRenderer, webUtils } from 'electron';

import type { LabBridge } from '#shared/contract/ipc';

type Listener = (payload: never) => void;

/** By event. All share one listener on the channel: Node warns of a leak where a channel has more than ten. */
const listeners = new Map<string, Set<Listener>>();
ipcRenderer.on('lab:event', (_, name: string, payload: unknown) => {
  for (const listener of [...(listeners.get(name) ?? [])]) listener(payload as never);
});

/** All that the window can reach: three functions. What they may carry is checked on the other side. */
const bridge: LabBridge = {
  request: (name, args) => ipcRenderer.invoke('lab:request', name, args),
  on: (name, listener) => {
    const known = listeners.get(name) ?? new Set<Listener>();
    listeners.set(name, known.add(listener));
    return () => {
      known.delete(listener);
    };
  },
  pathOf: (file) => (file instanceof File ? webUtils.getPathForFile(file) : ''),
};

contextBridge.exposeInMainWorld('lab', bridge);
