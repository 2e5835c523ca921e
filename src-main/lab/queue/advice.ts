import type { LabFailure } from '#shared/errors/errors';

/** Failures after which a run can go on as if nothing had been, where it has kept how far it was. */
const BROKEN_OFF: readonly LabFailure['code'][] = ['interrupted', 'training-process-died'];

/**
 * Adds to why a run was broken off whether it can go on: who broke it off does not know what it has kept.
 * @param hasCheckpoint null where its folder has yet to be looked into
 */
export function adviseToGoOn(failure: LabFailure, hasCheckpoint: boolean | null): LabFailure {
  if (!BROKEN_OFF.includes(failure.code)) return failure;
  return { ...failure, message: `${failure.message} ${adviceFor(hasCheckpoint)}` };
}

function adviceFor(hasCheckpoint: boolean | null): string {
  if (hasCheckpoint === null) return 'Resume it where it has kept a checkpoint; try it again from its start otherwise.';
  return hasCheckpoint
    ? 'Resume it to go on from its last checkpoint.'
    : 'It had kept no checkpoint yet: try it again from its start.';
}
