import { toFailure } from '#shared/errors/errors';

import { loadTensorflow } from '../engine/tensorflow';
import { openEntry } from '../processes/worker-entry';
import { importJob } from './import-job';
import { readImportCommand } from './message-schemas';
import type { ImportAnswer, ImportCommand, ImportEvent } from './messages';

/**
 * Entry of the import process: it looks at a person's pictures, or makes a dataset of them, and ends. It reads files from
 * elsewhere with native code: whatever one of them does to it, nothing else is taken down.
 */
const lab = openEntry<ImportCommand, ImportEvent>();

// the lab ends this process once it has heard the answer: native threads need not unwind
const end = (answer: ImportAnswer): Promise<void> => lab.tell({ kind: 'answered', answer });

lab.listen({
  read: readImportCommand,
  obey: (command) =>
    void importJob(command, { loadTensorflow, now: Date.now }, (event) => void lab.tell(event)).then(
      end,
      (error: unknown) => end({ kind: 'failed', failure: toFailure(error) }),
    ),
  refuse: (error) => void end({ kind: 'failed', failure: toFailure(error) }),
  onLabGone: () => process.exit(1),
});
