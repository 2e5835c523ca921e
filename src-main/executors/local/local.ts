import type { Executor } from '../executor';
import { execute } from './execution';

/** A training process of this machine. */
export const LOCAL: Executor = {
  kind: 'local',
  // what computes is a device, which is looked for as the run is prepared
  probe: () => Promise.resolve({ trouble: null }),
  start: (job, listener, { launchTraining }) => execute(job, listener, launchTraining),
};
