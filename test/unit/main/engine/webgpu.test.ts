import { describe, expect, it } from 'vitest';

import { watchErrors, type ErringDevice } from '#main/engine/webgpu';
import { LabError } from '#shared/errors/errors';

class GPUValidationError {
  readonly message: string;

  constructor(message: string) {
    this.message = message;
  }
}
class GPUOutOfMemoryError extends GPUValidationError {}

describe('what a GPU refuses', () => {
  it('makes the figures that arrive after it fail, and names the first cause', () => {
    const device: ErringDevice = { onuncapturederror: null };
    const refuseErrors = watchErrors(device);
    expect(refuseErrors).not.toThrow();
    device.onuncapturederror?.({ error: new GPUValidationError('15 storage buffers exceed the limit.\nWhile …') });
    device.onuncapturederror?.({ error: new GPUValidationError('Invalid CommandBuffer') });
    expect(refuseErrors).toThrow(LabError);
    expect(refuseErrors).toThrow(
      /figures would be wrong: 15 storage buffers exceed the limit\. Train on the processor/,
    );
  });

  it('is called a full memory where it is one', () => {
    const device: ErringDevice = { onuncapturederror: null };
    const refuseErrors = watchErrors(device);
    device.onuncapturederror?.({ error: new GPUOutOfMemoryError('Allocation failed.') });
    expect(refuseErrors).toThrow(/out of memory: Allocation failed\./);
  });
});
