import { availableParallelism, cpus } from 'node:os';

/** All but the design that decides how long a step takes: the processor, its cores, the engine, the version of the lab. */
export function machineName(environment: NodeJS.ProcessEnv, code: string): string {
  const processor = cpus()[0]?.model.trim() ?? 'unknown';
  return [processor, availableParallelism(), environment['SIAMESE_LAB_ENGINE'] ?? 'graph', code].join(' / ');
}
