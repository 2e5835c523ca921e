import { expect, it } from 'vitest';

import RunLog from '../../../../src-renderer/one-run/RunLog.vue';
import { show } from '../screen';

it('shows a line whose time no calendar has', () => {
  const lines = [
    { line: 1, at: Date.UTC(2026, 10, 27, 14, 2), event: { kind: 'queued' } },
    { line: 2, at: 9e15, event: { kind: 'started' } },
  ];
  const times = show(RunLog, { runId: 7, lines, hasEnded: true }).findAll('time');
  expect(times.map((time) => time.attributes('datetime'))).toEqual(['2026-11-27T14:02:00.000Z', undefined]);
  expect(times[1]?.text()).toBe('–');
});
