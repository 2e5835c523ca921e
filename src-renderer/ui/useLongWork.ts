import { shallowRef, type ShallowRef } from 'vue';

import { estimateKnown, LONG_WORK_SECONDS, type KnownEstimate } from '#shared/experiment/estimate';
import type { ExperimentSpec } from '#shared/experiment/experiment';
import { useCalibrationStore } from '../bridge/useCalibrationStore';

/** Work of which somebody has to say whether it is meant. */
export interface LongWorkQuestion {
  readonly time: KnownEstimate;
  /** Queues it. */
  readonly go: () => Promise<void>;
}

export interface LongWork {
  /** What was asked last, for `LongWorkDialog`; null while nothing was. */
  readonly question: Readonly<ShallowRef<LongWorkQuestion | null>>;
  /** Whether it is being asked. */
  readonly isAsked: ShallowRef<boolean>;
  /** Queues designs at once; where it is known that they are more than an hour of work, asks first. */
  readonly ask: (specs: readonly ExperimentSpec[], go: () => Promise<void>) => Promise<void>;
}

export function useLongWork(): LongWork {
  const calibration = useCalibrationStore();
  const question = shallowRef<LongWorkQuestion | null>(null);
  const isAsked = shallowRef(false);
  return {
    question,
    isAsked,
    ask: async (specs, go) => {
      await calibration.look(specs);
      const time = estimateKnown(specs, calibration.of);
      if (time.seconds <= LONG_WORK_SECONDS) {
        await go();
        return;
      }
      question.value = { time, go };
      isAsked.value = true;
    },
  };
}
