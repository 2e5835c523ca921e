import { defineStore } from 'pinia';
import { computed, shallowReadonly, shallowRef, watch } from 'vue';

import { MOST_SPECS } from '#shared/contract/ipc';
import type { LabFailure } from '#shared/errors/errors';
import { calibrationKey } from '#shared/experiment/estimate';
import type { KnownTimes } from '#shared/experiment/finished-times';
import type { ExperimentSpec } from '#shared/experiment/experiment';
import { useLab } from './lab';
import { useDevicesStore } from './useDevicesStore';
import { useQueueStore } from './useQueueStore';

interface Known {
  readonly spec: ExperimentSpec;
  readonly times: KnownTimes | null;
}

/** What steps take on this machine, as far as runs have told or it was measured; and the measuring. */
export const useCalibrationStore = defineStore('calibration', () => {
  const lab = useLab();
  const queue = useQueueStore();
  const devices = useDevicesStore();
  /** By the key of the design and of its device; null where the lab knows nothing. */
  const known = shallowRef<ReadonlyMap<string, Known>>(new Map());
  /** Designs that are still to be measured, the one under way first. */
  const waiting = shallowRef<readonly ExperimentSpec[]>([]);
  const failure = shallowRef<LabFailure | null>(null);

  /** *automatic* is another device once a test has found a faster one. */
  const keyOf = (spec: ExperimentSpec): string =>
    `${spec.compute.device === 'auto' ? devices.best : spec.compute.device} ${calibrationKey(spec)}`;

  const learn = (spec: ExperimentSpec, times: KnownTimes | null): void => {
    known.value = new Map([...known.value, [keyOf(spec), { spec, times }]]);
  };

  /** Asks for what the lab knows already, of designs that have not been asked about. */
  async function look(specs: readonly ExperimentSpec[]): Promise<void> {
    await ask(distinct(specs).filter((spec) => !known.value.has(keyOf(spec))));
  }

  async function ask(specs: readonly ExperimentSpec[]): Promise<void> {
    if (specs.length === 0) return;
    const reply = await lab.ask('calibration:find', { specs });
    if (!reply.ok) return;
    specs.forEach((spec, place) => {
      learn(spec, reply.value[place] ?? null);
    });
  }

  /** Measures designs one after the other, and stops at the first that cannot be. */
  async function measure(specs: readonly ExperimentSpec[]): Promise<void> {
    if (waiting.value.length > 0) return;
    failure.value = null;
    waiting.value = distinct(specs);
    while (waiting.value[0] !== undefined) {
      const [spec] = waiting.value;
      const reply = await lab.ask('calibration:measure', { spec });
      if (reply.ok) learn(spec, reply.value);
      else if (reply.failure.code !== 'cancelled' || queue.running !== null) failure.value = reply.failure;
      waiting.value = reply.ok ? waiting.value.slice(1) : [];
    }
  }

  async function cancel(): Promise<void> {
    waiting.value = waiting.value.slice(0, 1);
    await lab.ask('calibration:cancel', null);
  }

  // what was said of a run that trained is no longer so; one that has ended may tell how long its like take
  watch(
    () => queue.running?.id,
    (running) => {
      if (running === undefined) failure.value = null;
      void ask([...known.value.values()].map(({ spec }) => spec).slice(-MOST_SPECS));
    },
  );

  return {
    failure: shallowReadonly(failure),
    isMeasuring: computed(() => waiting.value.length > 0),
    /** How many are left to measure, the one under way included. */
    waitingCount: computed(() => waiting.value.length),
    of: (spec: ExperimentSpec): KnownTimes | null => known.value.get(keyOf(spec))?.times ?? null,
    look,
    measure,
    cancel,
  };
});

function distinct(specs: readonly ExperimentSpec[]): readonly ExperimentSpec[] {
  return [...new Map(specs.map((spec) => [calibrationKey(spec), spec])).values()];
}
