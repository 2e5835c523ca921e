import { loadDataset } from '../datasets/load';
import { createLayersEngine } from '../engine/layers/layers-engine';
import { loadTensorflow } from '../engine/tensorflow';
import { createInspector } from './answers';
import { createDesk } from './desk';
import type { InspectionAnswer, InspectionCommand } from './messages';

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
const obey = createDesk(inspector, (answer) => {
  if (parentPort === undefined) process.send?.(answer);
  else parentPort.postMessage(answer);
});

if (parentPort === undefined) {
  process.on('message', (message) => obey(message as InspectionCommand));
  process.on('disconnect', () => process.exit(0));
} else {
  parentPort.on('message', ({ data }) => obey(data));
}
