import { EventEmitter } from 'node:events';

import { describe, expect, it } from 'vitest';

import { openEntry, type EntryHandlers, type EntryProcess } from '#main/processes/worker-entry';

/** A process that the command line has started; and one that the window has, which Electron gives a port. */
class ChildProcess extends EventEmitter implements EntryProcess {
  connected = true;
  readonly sent: unknown[] = [];
  send = (message: unknown, onSent: () => void): boolean => {
    this.sent.push(message);
    setImmediate(onSent);
    return true;
  };
}
class UtilityProcess extends EventEmitter implements EntryProcess {
  readonly sent: unknown[] = [];
  readonly port = new EventEmitter();
  readonly parentPort = {
    on: (name: 'message', listener: (event: { readonly data: unknown }) => void) => void this.port.on(name, listener),
    postMessage: (message: unknown) => void this.sent.push(message),
  };
}

function read(message: unknown): number {
  if (typeof message !== 'number') throw new RangeError('Expected a number.');
  return message;
}

/** Listens, and writes down what it hears. */
function listening(self: EntryProcess, ready?: EntryHandlers<number>['ready']): readonly unknown[] {
  const heard: unknown[] = [];
  openEntry<number, string>(self).listen({
    read,
    ...(ready === undefined ? {} : { ready }),
    obey: (command) => heard.push(command),
    refuse: (error) => heard.push(String(error)),
    onLabGone: () => heard.push('gone'),
  });
  return heard;
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const KINDS = [
  {
    kind: 'a child process of Node',
    isUtility: false,
    make: () => {
      const self = new ChildProcess();
      return { self, say: (message: unknown) => self.emit('message', message) };
    },
  },
  {
    kind: 'a utility process of Electron',
    isUtility: true,
    make: () => {
      const self = new UtilityProcess();
      return { self, say: (data: unknown) => self.port.emit('message', { data }) };
    },
  },
] as const;

describe.each(KINDS)('the entry of $kind', ({ make, isUtility }) => {
  it('obeys commands in their order, and refuses what is none', async () => {
    const { self, say } = make();
    const heard = listening(self);
    for (const message of [1, 'two', 3]) say(message);
    await settled();
    expect(heard).toEqual([1, 'RangeError: Expected a number.', 3]);
  });

  it('obeys nothing before what it needs is there', async () => {
    const { self, say } = make();
    let open = (): void => undefined;
    const heard = listening(
      self,
      new Promise<void>((resolve) => {
        open = resolve;
      }),
    );
    say(1);
    say(2);
    await settled();
    expect(heard).toEqual([]);
    open();
    await settled();
    expect(heard).toEqual([1, 2]);
  });

  it('tells why it can obey nothing, once it is asked', async () => {
    const { self, say } = make();
    const heard = listening(self, Promise.reject(new Error('no such extension')));
    await settled();
    expect(heard).toEqual([]);
    say(1);
    await settled();
    expect(heard).toEqual(['Error: no such extension']);
  });

  it('tells the lab what happens', async () => {
    const { self } = make();
    const entry = openEntry<number, string>(self);
    await entry.tell('loaded');
    expect([self.sent, entry.isUtility, entry.isLabGone()]).toEqual([['loaded'], isUtility, false]);
  });
});

it('the entry of a child process hears that the lab has gone, and tells nobody anything from then on', async () => {
  const self = new ChildProcess();
  const heard = listening(self);
  self.connected = false;
  self.emit('disconnect');
  const entry = openEntry<number, string>(self);
  await entry.tell('loaded');
  expect([heard, self.sent, entry.isLabGone()]).toEqual([['gone'], [], true]);
});
