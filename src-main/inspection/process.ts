import { toFailure } from '#shared/errors/errors';

import { loadDataset } from '../datasets/load';
import { createLayersEngine } from '../engine/layers/layers-engine';
import { loadTensorflow } from '../engine/tensorflow';
import { loadExtensions } from '../processes/extensions';
import { EXTENSION_POINTS } from '../training/extensions/points';
import { createInspector } from './answers';
import { createDesk } from './desk';
import { readInspectionCommand } from './message-schemas';
import type { InspectionAnswer } from './messages';

/**
 * Entry of the inspection process: it holds what is too heavy for the process of the window, images and networks, and
 * answers questions about them. Started when somebody looks, ended when nobody has looked for a while.
 */
interface ParentPort {
  readonly on: (name: 'message', listener: (event: { readonly data: unknown }) => void) => void;
  readonly postMessage: (answer: InspectionAnswer) => void;
}

const { parentPort } = process as unknown as { readonly parentPort?: ParentPort };
const inspector = createInspector({ loadDataset, openEngine: () => createLayersEngine(loadTensorflow()) });
const ask = createDesk(inspector, (answer) => {
  if (parentPort === undefined) process.send?.(answer);
  else parentPort.postMessage(answer);
});

const extensions = loadExtensions(process.env, EXTENSION_POINTS);
// told of when something is asked
extensions.catch(() => undefined);

/** A question that is none, or an extension that cannot be loaded, ends the process: whoever waits for an answer is told so. */
async function obey(message: unknown): Promise<void> {
  try {
    await extensions;
    ask(readInspectionCommand(message));
  } catch (error) {
    process.stderr.write(`${toFailure(error).message}\n`);
    process.exit(1);
  }
}

if (parentPort === undefined) {
  process.on('message', (message) => void obey(message));
  process.on('disconnect', () => process.exit(0));
} else {
  parentPort.on('message', ({ data }) => void obey(data));
}
