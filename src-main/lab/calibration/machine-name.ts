import { availableParallelism, cpus } from 'node:os';

/** What computes, as runs write it down. */
export interface Processor {
  readonly model: string;
  readonly cores: number;
}

export function processorHere(): Processor {
  return { model: cpus()[0]?.model.trim() ?? 'unknown', cores: availableParallelism() };
}

/** All but the design that decides how long a step takes: the processor, its cores, the engine, the version of the lab. */
export function machineName(environment: NodeJS.ProcessEnv, code: string): string {
  const { model, cores } = processorHere();
  return [model, cores, environment['SIAMESE_LAB_ENGINE'] ?? 'graph', code].join(' / ');
}
