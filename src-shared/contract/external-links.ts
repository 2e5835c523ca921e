import { DATASETS } from '../datasets/datasets';
import { WEIGHTS } from '../networks/weights';

/** The only addresses that a click may open, in the system's browser: where datasets and weights come from. */
export const EXTERNAL_LINKS: ReadonlySet<string> = new Set(
  [...DATASETS.all(), ...Object.values(WEIGHTS)].flatMap((facts) => {
    const homepage = 'homepage' in facts ? facts.homepage : facts.origin?.homepage;
    return homepage === undefined ? [] : [homepage];
  }),
);
