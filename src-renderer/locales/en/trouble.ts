import { TROUBLE_TEXTS } from '#shared/device-troubles';
import { DEVICE_CHECKS } from '#shared/devices';

/** Why a device cannot be used, and what to do; and what was tested on it. */
export const troubleMessages = { trouble: TROUBLE_TEXTS, deviceCheck: DEVICE_CHECKS } as const;
