import { expect, it, vi } from 'vitest';

import { findRun } from '#main/database/runs';

import { specOf } from '../../database/spec';
import { NEWER, storeDesign } from '../../database/unknown-designs';
import { DEAD, finished, ME, setUp } from './scheduler-set-up';

it('a queued run of a design that is not understood fails with what to do, and the next one starts', async () => {
  const { database, scheduler, statusOf, processOf } = setUp();
  const strange = storeDesign(database, NEWER);
  database.prepare('UPDATE runs SET owner = ? WHERE id = ?').run(ME, strange);
  const { runIds } = scheduler.launch(specOf());
  const started = await processOf(0);
  expect(statusOf(strange)).toBe('failed');
  const failure = findRun(database, strange)?.failure;
  expect(failure?.code).toBe('design-not-understood');
  expect(failure?.message).toMatch(
    /^Run \d+ cannot be trained: .*\n.*Received "imagenet"; expected .*[^]*Use the lab that made it/u,
  );
  started.onEvent(finished);
  await vi.waitFor(() => expect(statusOf(runIds[0] ?? 0)).toBe('finished'));
});

it('one that claims to be running, of a program that is dead, fails too', () => {
  const { database, scheduler, statusOf } = setUp();
  const strange = storeDesign(database, NEWER);
  database.prepare("UPDATE runs SET status = 'running', started_at = 1, owner = ? WHERE id = ?").run(DEAD, strange);
  scheduler.recover({ adopt: true });
  expect(statusOf(strange)).toBe('failed');
  expect(findRun(database, strange)?.failure?.code).toBe('design-not-understood');
});
