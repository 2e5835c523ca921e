import { createRegistry } from '#shared/basics/registry';
import { LabError } from '#shared/errors/errors';

import type { Executor } from './executor';
import { LOCAL } from './local/local';

/** Every executor that the lab knows. */
export const EXECUTORS = createRegistry<Executor>('executor', ({ kind }) => kind);

EXECUTORS.register(LOCAL);

/** @throws LabError `invalid-request` */
export function executorOf(kind: string): Executor {
  const executor = EXECUTORS.find(kind);
  if (executor !== undefined) return executor;
  throw new LabError('invalid-request', EXECUTORS.refusal(kind));
}

/** @throws LabError `executor-unusable` */
export async function refuseUnusable(executor: Executor): Promise<void> {
  const { trouble } = await executor.probe();
  if (trouble === null) return;
  throw new LabError('executor-unusable', `The executor ${executor.kind} cannot be used. ${trouble}`);
}
