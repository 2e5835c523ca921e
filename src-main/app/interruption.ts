/** A run that would end with the window. */
export interface RunAtStake {
  readonly id: number;
  readonly isPaused: boolean;
}

/** What the person is asked before a run ends with the window; the second button closes it. */
export interface InterruptionQuestion {
  readonly message: string;
  readonly detail: string;
  readonly buttons: readonly [keep: string, close: string];
}

export function interruptionQuestion({ id, isPaused }: RunAtStake): InterruptionQuestion {
  const detail =
    'Closing the window interrupts it. The epochs that are complete are kept; runs that wait go on the next time.';
  return isPaused
    ? { message: `Run ${id} is paused.`, detail, buttons: ['Keep it paused', 'Close and interrupt'] }
    : { message: `Run ${id} is training.`, detail, buttons: ['Keep training', 'Close and interrupt'] };
}
