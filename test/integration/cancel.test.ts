import { afterEach, expect, it } from 'vitest';

import { killWhatRuns, runLab, startLab, temporaryHome } from './lab-process';

afterEach(killWhatRuns);

it('waiting runs are cancelled together, and one that has ended is refused', async () => {
  const home = await temporaryHome();
  await runLab(home, ['queue', 'pause']);
  const first = startLab(home, ['run', '--dataset', 'shapes', '--seed', '1', '--seed', '2', '--seed', '3', '--json']);
  let waiting = 0;
  while (waiting < 3) {
    const { output } = await runLab(home, ['queue', '--json']);
    waiting = (JSON.parse(output) as { readonly total: number }).total;
  }
  expect(JSON.parse((await runLab(home, ['cancel', '1', '2', '--json'])).output)).toEqual({ cancelled: [1, 2] });
  expect((await runLab(home, ['cancel', '1'])).errors).toContain('These have ended already');
  expect((await runLab(home, ['cancel', '1', '--queued'])).errors).toContain('expected one of them');
  expect(JSON.parse((await runLab(home, ['cancel', '--queued', '--json'])).output)).toEqual({ cancelled: [3] });
  const { status, errors } = await first.ended;
  expect([status, errors]).toEqual([1, expect.stringContaining('The queue is paused, so nothing starts')]);
  expect((await runLab(home, ['cancel', '--queued'])).output).toBe('No run is waiting.\n');
}, 120_000);
