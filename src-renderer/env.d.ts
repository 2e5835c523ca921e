import type { LabBridge } from '#shared/contract/ipc';

declare global {
  interface Window {
    /** Given by the preload script; absent where the page is opened in a plain browser. */
    readonly lab?: LabBridge;
  }
}
