export interface Spaced {
  /** Does it at once, or as soon as enough time has passed since the last time. */
  readonly ask: () => void;
  /** Forgets what is still to be done. */
  readonly stop: () => void;
}

/** Leaves some time between one action and the next, however often it is asked for. */
export function spaced(action: () => void, milliseconds: number): Spaced {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isAskedFor = false;

  function act(): void {
    isAskedFor = false;
    timer = setTimeout(() => {
      timer = undefined;
      if (isAskedFor) act();
    }, milliseconds);
    action();
  }

  return {
    ask: () => {
      if (timer === undefined) act();
      else isAskedFor = true;
    },
    stop: () => {
      clearTimeout(timer);
      timer = undefined;
      isAskedFor = false;
    },
  };
}
