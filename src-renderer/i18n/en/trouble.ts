import { TROUBLE_TEXTS } from '#shared/devices/device-troubles';
import { DEVICE_CHECKS } from '#shared/devices/devices';

/** Why a device cannot be used, and what to do; and what was tested on it. */
export const troubleMessages = { trouble: TROUBLE_TEXTS, deviceCheck: DEVICE_CHECKS } as const;
