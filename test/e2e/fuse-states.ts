import { FuseState } from '@electron/fuses';

import { packagedFuses } from '../../scripts/package/fuses.mjs';

/** What the fuses of a packaged lab read as. */
export const FUSE_STATES = Object.fromEntries(
  Object.entries(packagedFuses()).map(([fuse, isOn]) => [fuse, isOn ? FuseState.ENABLE : FuseState.DISABLE]),
);
