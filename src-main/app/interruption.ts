/** A run that would end with the window. */
export interface RunAtStake {
  readonly id: number;
}

/** What the person is asked before a run ends with the window; the second button closes it. */
export interface InterruptionQuestion {
  readonly message: string;
  readonly detail: string;
  readonly buttons: readonly [keep: string, close: string];
}

export function interruptionQuestion({ id }: RunAtStake): InterruptionQuestion {
  return {
    message: `Run ${id} is training.`,
    detail:
      'Closing the window interrupts it. The epochs that are complete are kept; runs that wait go on the next time.',
    buttons: ['Keep training', 'Close and interrupt'],
  };
}
