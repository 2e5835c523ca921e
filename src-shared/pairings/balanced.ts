import { definePairing } from './definition';
import { redrawOption } from './options';

/** For discrimination: as many "same" as "different", two pairs an image. */
export const balanced = definePairing({
  kind: 'balanced',
  options: { redraw: redrawOption.default(true) },
  pairCount: (_pairing, images) => images * 2,
  title: () => 'balanced pairs',
});
