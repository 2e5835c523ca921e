import { toFailure } from '#shared/errors';
import type { Reply } from '#shared/ipc';

import { loadDataset } from '../datasets/load';
import { createLayersEngine } from '../engine/layers/layers-engine';
import { loadTensorflow } from '../engine/tensorflow';
import { createInspector } from './answers';
import type { InspectionAnswer, InspectionArgs, InspectionCommand, InspectionName } from './messages';

/**
 * Entry of the inspection process: it holds what is too heavy for the process of the window, images and networks, and
 * answers questions about them. Started when somebody looks, ended when nobody has looked for a while.
 */
interface ParentPort {
  readonly on: (name: 'message', listener: (event: { readonly data: InspectionCommand }) => void) => void;
  readonly postMessage: (answer: InspectionAnswer) => void;
}

const { parentPort } = process as unknown as { readonly parentPort?: ParentPort };
const inspector = createInspector({ loadDataset, openEngine: () => createLayersEngine(loadTensorflow()) });

function ask<Name extends InspectionName>(name: Name, args: InspectionArgs<Name>): Promise<unknown> {
  return inspector[name](args);
}

async function answer({ id, name, args }: InspectionCommand): Promise<void> {
  let reply: Reply<unknown>;
  try {
    reply = { ok: true, value: await ask(name, args) };
  } catch (error) {
    reply = { ok: false, failure: toFailure(error) };
  }
  if (parentPort === undefined) process.send?.({ id, reply });
  else parentPort.postMessage({ id, reply });
}

/** One question at a time: two at once would only fight for the memory. */
let answered = Promise.resolve();
function obey(command: InspectionCommand): void {
  answered = answered.then(() => answer(command));
}

if (parentPort === undefined) {
  process.on('message', (message) => obey(message as InspectionCommand));
  process.on('disconnect', () => process.exit(0));
} else {
  parentPort.on('message', ({ data }) => obey(data));
}
