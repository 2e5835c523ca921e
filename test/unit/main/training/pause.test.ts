import { describe, expect, it } from 'vitest';

import { createPause } from '#main/training/pause';

describe('a pause', () => {
  it('is over when it is released, however often it was asked for', async () => {
    const pause = createPause(new AbortController().signal);
    expect(pause.isHeld()).toBe(false);
    pause.hold();
    pause.hold();
    expect(pause.isHeld()).toBe(true);
    const waited = pause.waitUntilReleased();
    pause.release();
    await waited;
    expect(pause.isHeld()).toBe(false);
  });

  it('is over when the run is cancelled, and does not come again', async () => {
    const cancel = new AbortController();
    const pause = createPause(cancel.signal);
    pause.hold();
    const waited = pause.waitUntilReleased();
    cancel.abort();
    await waited;
    pause.hold();
    expect(pause.isHeld()).toBe(false);
  });

  it('has a clock that stands still while somebody waits', async () => {
    let time = 100;
    const pause = createPause(new AbortController().signal, () => time);
    expect(pause.now()).toBe(100);
    pause.hold();
    // asked to hold, and still busy with a batch
    time = 150;
    expect(pause.now()).toBe(150);
    const waited = pause.waitUntilReleased();
    time = 1150;
    expect(pause.now()).toBe(150);
    pause.release();
    await waited;
    time = 1160;
    expect(pause.now()).toBe(160);
  });
});
