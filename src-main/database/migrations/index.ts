import type { Migration } from './migration';
import { experimentsAndRuns } from './0001-experiments-and-runs';
import { results } from './0002-results';
import { discrimination } from './0003-discrimination';
import { widerSpecs } from './0004-wider-specs';
import { ownOutput } from './0005-own-output';
import { queueAndLog } from './0006-queue-and-log';
import { runList } from './0007-run-list';
import { checkpoints } from './0008-checkpoints';
import { runOrigin } from './0009-run-origin';
import { runTime } from './0010-run-time';
import { datasetFacts } from './0011-dataset-facts';
import { namedFigures } from './0012-named-figures';
import { sweeps } from './0013-sweeps';
import { countsOfRuns } from './0014-counts-of-runs';
import { namedExperiments } from './0015-named-experiments';

/** In order. A new migration goes at the end, and gets a test of its own. */
export const MIGRATIONS: readonly Migration[] = [
  experimentsAndRuns,
  results,
  discrimination,
  widerSpecs,
  ownOutput,
  queueAndLog,
  runList,
  checkpoints,
  runOrigin,
  runTime,
  datasetFacts,
  namedFigures,
  sweeps,
  countsOfRuns,
  namedExperiments,
];
