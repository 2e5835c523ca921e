import { toFailure } from '#shared/errors/errors';

import { loadDataset } from '../datasets/load';
import { knowDatasetOf } from '../datasets/own/own-store';
import { createLayersEngine } from '../engine/layers/layers-engine';
import { loadTensorflow } from '../engine/tensorflow';
import { loadExtensions } from '../processes/extensions';
import { openEntry } from '../processes/worker-entry';
import { EXTENSION_POINTS } from '../training/extensions/points';
import { createInspector } from './answers';
import { createDesk } from './desk';
import { readInspectionCommand } from './message-schemas';
import type { InspectionAnswer, InspectionCommand } from './messages';

/**
 * Entry of the inspection process: it holds what is too heavy for the process of the window, images and networks, and
 * answers questions about them. Started when somebody looks, ended when nobody has looked for a while.
 */
const lab = openEntry<InspectionCommand, InspectionAnswer>();
const inspector = createInspector({ loadDataset, openEngine: () => createLayersEngine(loadTensorflow()) });

lab.listen({
  read: (message) => {
    knowDatasetOf(message);
    return readInspectionCommand(message);
  },
  ready: loadExtensions(process.env, EXTENSION_POINTS),
  obey: createDesk(inspector, (answer) => void lab.tell(answer)),
  // whoever waits for an answer is told why there will be none
  refuse: (error) => {
    process.stderr.write(`${toFailure(error).message}\n`);
    process.exit(1);
  },
  onLabGone: () => process.exit(0),
});
