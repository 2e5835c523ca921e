import { trainingCount } from '#shared/datasets/datasets';
import { LabError } from '#shared/errors/errors';

import type { LoadedDataset } from '../datasets/dataset';
import type { DatasetPlace, InspectionArgs } from './messages';
import { drawPairs, type PairSet } from './pair-viewer';

/**
 * Draws the pairs of an epoch, and keeps those that were last asked for: their other pages are asked for next.
 * @throws LabError `invalid-request` where the pairing does not fit the images
 */
export function createPairHolder(
  datasetAt: (place: DatasetPlace) => Promise<LoadedDataset>,
): (query: Omit<InspectionArgs<'pairs'>, 'show' | 'offset' | 'limit'>) => Promise<PairSet> {
  let held: { readonly source: string; readonly pairs: PairSet } | undefined;
  return async ({ dataset, folder, fraction, pairing, validation, seed, epoch }) => {
    const { facts, train } = await datasetAt({ dataset, folder });
    const source = JSON.stringify({ dataset, folder, fraction, pairing, validation, seed, epoch });
    if (held?.source !== source) {
      // let go of the old ones first: there may be tens of millions
      held = undefined;
      held = {
        source,
        pairs: drawOrRefuse(() =>
          drawPairs(train, trainingCount(facts, fraction), { pairing, validation, seed, epoch }),
        ),
      };
    }
    return held.pairs;
  };
}

/** A pairing that does not fit the images is the person's to mend. */
function drawOrRefuse(draw: () => PairSet): PairSet {
  try {
    return draw();
  } catch (error) {
    if (error instanceof RangeError) throw new LabError('invalid-request', error.message);
    throw error;
  }
}
