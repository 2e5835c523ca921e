import { expect, it } from 'vitest';

import { canResume, canRetry } from '#shared/runs/run';
import { readStoredSpec } from '#shared/experiment/stored-spec';

import { runWith } from '../comparison/specimens';

it('a run that came to nothing is resumed or tried again only where its design is understood', () => {
  const stopped = runWith({ status: 'interrupted', checkpoint: { epoch: 2, batch: 0 } });
  expect([canRetry(stopped), canResume(stopped)]).toEqual([true, true]);
  const strange = { ...stopped, spec: readStoredSpec('{"dataset": "imagenet"}') };
  expect([canRetry(strange), canResume(strange)]).toEqual([false, false]);
});
