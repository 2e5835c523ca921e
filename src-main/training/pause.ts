/** Whether the training is to hold, and a clock that stands still while it does. */
export interface Pause {
  readonly hold: () => void;
  readonly release: () => void;
  readonly isHeld: () => boolean;
  /** Resolves once it is released or the run is cancelled; until then the clock stands still. */
  readonly waitUntilReleased: () => Promise<void>;
  /** Milliseconds, monotonic, without the time that was spent waiting: rates and estimates are not spoilt by a pause. */
  readonly now: () => number;
}

/**
 * @param cancelled ends a pause: what is cancelled need not wait
 * @param clock milliseconds, monotonic
 */
export function createPause(cancelled: AbortSignal, clock: () => number = () => performance.now()): Pause {
  let release: (() => void) | undefined;
  let released: Promise<void> | undefined;
  let waitingSince: number | undefined;
  let waited = 0;

  const pause: Pause = {
    hold: () => {
      if (release !== undefined || cancelled.aborted) return;
      released = new Promise((resolve) => {
        release = resolve;
      });
    },
    release: () => {
      release?.();
      release = undefined;
      released = undefined;
    },
    isHeld: () => release !== undefined,
    waitUntilReleased: async () => {
      waitingSince = clock();
      await released;
      waited += clock() - waitingSince;
      waitingSince = undefined;
    },
    now: () => (waitingSince ?? clock()) - waited,
  };
  cancelled.addEventListener('abort', () => pause.release(), { once: true });
  return pause;
}
