import { contextBridge, ipcRenderer } from 'electron';

import type { LabBridge } from '#shared/ipc';

/** All that the window can reach: two functions. What they may carry is checked on the other side. */
const bridge: LabBridge = {
  request: (name, args) => ipcRenderer.invoke('lab:request', name, args),
  on: (name, listener) => {
    const hear = (_: unknown, heard: string, payload: Parameters<typeof listener>[0]): void => {
      if (heard === name) listener(payload);
    };
    ipcRenderer.on('lab:event', hear);
    return () => {
      ipcRenderer.off('lab:event', hear);
    };
  },
};

contextBridge.exposeInMainWorld('lab', bridge);
