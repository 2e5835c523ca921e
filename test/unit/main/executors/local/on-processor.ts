import { PROCESSOR } from '#main/devices/processor-compute';

/** What a job says of its device, where it is the processor. */
export const ON_PROCESSOR = { compute: PROCESSOR, surroundings: { environment: {}, needsNode: false } } as const;
