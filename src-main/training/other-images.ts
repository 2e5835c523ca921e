import type { DatasetFacts } from '#shared/datasets/datasets';
import { LabError } from '#shared/errors/errors';

/**
 * Holds a dataset as it was loaded against the facts that a design was made with: its network was laid out for those, and
 * its figures are of those classes.
 * @throws LabError `dataset-changed`
 */
export function refuseOtherImages(madeWith: DatasetFacts, loaded: DatasetFacts): void {
  if (said(madeWith) === said(loaded)) return;
  throw new LabError(
    'dataset-changed',
    `Received ${loaded.title} with images of ${said(loaded)}; expected ${said(madeWith)}, which the experiment was made with. ` +
      'Launch the design as a new experiment.',
  );
}

function said({ imageShape, classNames }: DatasetFacts): string {
  return `${imageShape.join('×')} and the classes ${classNames.join(', ')}`;
}
