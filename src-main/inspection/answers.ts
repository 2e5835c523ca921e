import type { loadDataset } from '../datasets/load';
import type { InspectableEngine } from '../engine/engine';
import { createDatasetAnswers } from './dataset-answers';
import { createDatasetHolder } from './held-dataset';
import { createNetworkHolder } from './held-network';
import type { Inspector } from './inspector';
import { createNetworkAnswers } from './network-answers';

export interface InspectionSources {
  readonly loadDataset: typeof loadDataset;
  readonly openEngine: () => InspectableEngine;
}

/**
 * Answers questions about datasets and finished networks. The dataset that was last asked about stays in memory, and so do the pairs that
 * were last drawn.
 * @throws LabError what loading throws; `invalid-request` where an index is none of the set
 */
export function createInspector({ loadDataset, openEngine }: InspectionSources): Inspector {
  const datasetAt = createDatasetHolder(loadDataset);
  return {
    ...createDatasetAnswers(datasetAt),
    ...createNetworkAnswers(createNetworkHolder(openEngine, datasetAt)),
  };
}
