import type { ReadMessage } from './process-message';

/** What Electron gives a utility process to talk to the one that started it. */
interface ParentPort {
  readonly on: (name: 'message', listener: (event: { readonly data: unknown }) => void) => void;
  readonly postMessage: (event: unknown) => void;
}

/** What is used of the process object: a test has one of its own. */
export interface EntryProcess {
  readonly parentPort?: ParentPort;
  readonly connected?: boolean;
  readonly send?: (message: unknown, onSent: () => void) => boolean;
  readonly on: (name: 'message' | 'disconnect', listener: (message: unknown) => void) => unknown;
}

export interface EntryHandlers<Command> {
  /** Holds a message against its schema. */
  readonly read: ReadMessage<Command>;
  /** What has to be there before a command is obeyed, such as the extensions. */
  readonly ready?: Promise<unknown>;
  /** Commands come in the order in which they were sent. */
  readonly obey: (command: Command) => void;
  /** Told of a message that is no command, and of each message where `ready` has failed. */
  readonly refuse: (error: unknown) => void;
  /** The lab has gone. Electron ends a utility process by itself, without a call. */
  readonly onLabGone: () => void;
}

/** The lab, as one of its own processes sees it. */
export interface Entry<Command, Event> {
  /** Started by the window, and not by the command line. */
  readonly isUtility: boolean;
  readonly isLabGone: () => boolean;
  /** Done once the event is on its way, or nobody is there to hear it. Never rejects. */
  readonly tell: (event: Event) => Promise<void>;
  readonly listen: (handlers: EntryHandlers<Command>) => void;
}

/**
 * The entry of a process beside the lab's own. The app starts it as an Electron utility process, the command line as a child
 * process of Node; the way in which messages travel is all that differs, and is known here alone.
 */
export function openEntry<Command, Event>(self: EntryProcess = process): Entry<Command, Event> {
  const { parentPort } = self;
  const isLabGone = (): boolean => parentPort === undefined && self.connected !== true;
  return {
    isUtility: parentPort !== undefined,
    isLabGone,
    tell: (event) => {
      if (parentPort !== undefined) {
        parentPort.postMessage(event);
        return Promise.resolve();
      }
      return new Promise((resolve) => {
        if (self.send === undefined || isLabGone()) resolve();
        else self.send(event, () => resolve());
      });
    },
    listen: ({ read, ready, obey, refuse, onLabGone }) => {
      // told of with the first message: an error that nobody waits for would end the process
      ready?.catch(() => undefined);
      const take = async (message: unknown): Promise<void> => {
        let command: Command;
        try {
          await ready;
          command = read(message);
        } catch (error) {
          refuse(error);
          return;
        }
        obey(command);
      };
      if (parentPort !== undefined) {
        parentPort.on('message', ({ data }) => void take(data));
        return;
      }
      self.on('message', (message) => void take(message));
      self.on('disconnect', onLabGone);
    },
  };
}
