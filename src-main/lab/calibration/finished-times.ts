import {
  ASKED_RUNS,
  stepsKey,
  timesOfRuns,
  type FinishedRun,
  type KnownTimes,
} from '#shared/experiment/finished-times';
import type { ExperimentSpec } from '#shared/experiment/experiment';

import { exampleTimes, finishedTimes, type FinishedTime } from '../../database/finished-times';
import type { ReadableDatabase } from '../../database/open';
import type { Devices } from '../devices/devices';
import type { Processor } from './machine-name';

/** How many finished runs are looked through. */
const LOOKED_AT = 500;

/** What runs that have finished on this machine say of designs like theirs, in the order of the designs; null where none was. */
export type FindFinishedTimes = (specs: readonly ExperimentSpec[]) => readonly (KnownTimes | null)[];

/** Early runs did not write it down. */
const deviceOf = ({ deviceId }: FinishedTime): string => (typeof deviceId === 'string' ? deviceId : 'cpu');

export interface FinishedTimesOptions {
  readonly reader: ReadableDatabase;
  readonly devices: Pick<Devices, 'idOf'>;
  /** Of this machine: what others took is no measure here. */
  readonly processor: Processor;
  /** The engine that the environment asks for; undefined for the fast one. */
  readonly engine: string | undefined;
}

export function createFinishedTimes(options: FinishedTimesOptions): FindFinishedTimes {
  const { reader, devices, processor, engine = 'graph' } = options;
  /** By the design, which its runs share. */
  const keys = new WeakMap<ExperimentSpec, string>();

  const keyOf = (spec: ExperimentSpec): string => {
    const key = keys.get(spec) ?? stepsKey(spec) ?? '';
    keys.set(spec, key);
    return key;
  };
  // WebGPU has one engine, whatever is asked for
  const isHere = (run: FinishedTime): boolean =>
    run.processor === processor.model &&
    run.cores === processor.cores &&
    (run.engine === engine || deviceOf(run).startsWith('webgpu'));

  function toldBy(run: FinishedTime): FinishedRun {
    const { first, later } = exampleTimes(reader, run.id);
    const { id, spec, epochsDone, endedAt } = run;
    const [name, device] = [String(run.engine), String(run.device)];
    const seconds = run.milliseconds / 1000;
    const times = { seconds, epochsDone, firstSecondsPerExample: first, secondsPerExample: later, endedAt };
    return { id, spec, ...times, engine: name, device };
  }

  return (specs) => {
    const byKey = new Map<string, FinishedTime[]>();
    for (const run of finishedTimes(reader, LOOKED_AT).filter(isHere)) {
      const key = `${deviceOf(run)} ${keyOf(run.spec)}`;
      byKey.set(key, [...(byKey.get(key) ?? []), run]);
    }
    const told = new Map<string, KnownTimes | null>();
    return specs.map((spec) => {
      const key = `${devices.idOf(spec.compute)} ${keyOf(spec)}`;
      const times = told.get(key) ?? timesOfRuns((byKey.get(key) ?? []).slice(0, ASKED_RUNS).map(toldBy));
      told.set(key, times);
      return times;
    });
  };
}
