import { LabError } from '#shared/errors/errors';

import type { TrainingHook } from '../loop';

export interface DivergenceHook extends TrainingHook {
  /** What was seen, once the loss was not a finite number. */
  readonly failure: () => LabError | undefined;
}

/** Ends the training as soon as a loss is not a finite number: nothing that follows could be true. */
export function divergenceHook(learningRate: number): DivergenceHook {
  let failure: LabError | undefined;
  const check = (loss: number, when: string): boolean => {
    if (Number.isFinite(loss)) return false;
    failure ??= new LabError(
      'training-diverged',
      `The loss was ${loss} ${when}; expected a finite number. The training has diverged and was stopped. ` +
        `Try a smaller learning rate than ${learningRate}.`,
    );
    return true;
  };
  return {
    failure: () => failure,
    onBatchEnd: ({ loss, epoch, batch }, stop) => {
      if (check(loss, `in epoch ${epoch}, batch ${batch}`)) stop('diverged');
    },
    onEpochEnd: ({ epoch, validation }, stop) => {
      if (check(validation.loss, `in the validation after epoch ${epoch}`)) stop('diverged');
    },
  };
}
