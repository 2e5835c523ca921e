import { expect, it } from 'vitest';

import {
  deviceCommandSchema,
  deviceEventSchema,
  readDeviceCommand,
  readDeviceEvent,
} from '#main/devices/message-schemas';

import { expectRefusedOrSound } from '../hostile-messages';
import { testedResult } from '../lab/devices/fake-devices';

it('whatever the lab is said to have asked a device process is refused, or sound', () => {
  expectRefusedOrSound(deviceCommandSchema, readDeviceCommand);
});

it('whatever a device process says is refused, or sound', () => {
  expectRefusedOrSound(deviceEventSchema, readDeviceEvent);
});

it('what a device process really says is taken as it is', () => {
  const event = { kind: 'answered', answer: { kind: 'tested', result: testedResult(1000) } };
  expect(readDeviceEvent(event)).toEqual(event);
});
