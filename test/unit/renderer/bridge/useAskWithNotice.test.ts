import { expect, it } from 'vitest';

import { useAskWithNotice } from '../../../../src-renderer/bridge/useAskWithNotice';
import { useNoticesStore } from '../../../../src-renderer/bridge/useNoticesStore';
import { createFakeLab, no, ok, openLab } from '../fake-lab';

it('gives what the lab answers, and tells of a refusal alone', async () => {
  const lab = createFakeLab({
    'run:retry': ({ id }) => (id === 7 ? ok({ experimentId: 1, runIds: [8] }) : no('unknown-run')),
  });
  const app = openLab(lab);
  const ask = app.runWithContext(useAskWithNotice);
  const notices = useNoticesStore();
  expect(await ask('run:retry', { id: 7 })).toEqual(ok({ experimentId: 1, runIds: [8] }));
  expect(notices.notices).toEqual([]);
  expect((await ask('run:retry', { id: 9 })).ok).toBe(false);
  expect(notices.notices.map(({ failure }) => failure.code)).toEqual(['unknown-run']);
});
