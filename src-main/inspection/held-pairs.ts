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
  let held: { readonly key: string; readonly pairs: PairSet } | undefined;
  return async ({ dataset, folder, fraction, sample, pairing, validation, seed, epoch }) => {
    const { train } = await datasetAt({ dataset, folder });
    const source = { fraction, sample, pairing, validation, seed, epoch };
    const key = JSON.stringify({ dataset, folder, ...source });
    if (held?.key !== key) {
      // let go of the old ones first: there may be tens of millions
      held = undefined;
      held = {
        key,
        pairs: drawOrRefuse(() => drawPairs(train, source)),
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
