import { LabError, toFailure } from '#shared/errors/errors';
import type { Reply } from '#shared/contract/ipc';

import type { Control } from './control';
import type { Inspector } from './inspector';
import type { InspectionAnswer, InspectionArgs, InspectionCommand, InspectionName } from './messages';

/** These need a network: one at a time, because one network is held. */
const OF_NETWORKS: readonly InspectionName[] = ['playground', 'projection', 'neighbours', 'distances'];

/**
 * Takes questions and answers them: those about networks one after the other, and beside them, one after the other,
 * those about data, so that images are drawn while a projection is worked out.
 */
export function createDesk(
  inspector: Inspector,
  tell: (answer: InspectionAnswer) => void,
): (command: InspectionCommand) => void {
  const queues = { data: Promise.resolve(), networks: Promise.resolve() };
  const open = new Map<number, AbortController>();

  function ask<Name extends InspectionName>(
    name: Name,
    args: InspectionArgs<Name>,
    control: Control,
  ): Promise<unknown> {
    return inspector[name](args, control);
  }

  async function answer(id: number, question: () => Promise<unknown>, signal: AbortSignal): Promise<void> {
    let reply: Reply<unknown>;
    try {
      signal.throwIfAborted();
      reply = { ok: true, value: await question() };
    } catch (error) {
      reply = { ok: false, failure: toFailure(error) };
    }
    open.delete(id);
    tell({ id, reply });
  }

  return (command) => {
    if (command.name === 'cancel') {
      open.get(command.id)?.abort(new LabError('cancelled', 'It was cancelled.'));
      return;
    }
    const { id, name, args } = command;
    const controller = new AbortController();
    open.set(id, controller);
    const control: Control = { signal: controller.signal, report: (progress) => tell({ id, progress }) };
    const queue = OF_NETWORKS.includes(name) ? 'networks' : 'data';
    queues[queue] = queues[queue].then(() => answer(id, () => ask(name, args, control), control.signal));
  };
}
