import { defineStore } from 'pinia';
import { expect, it } from 'vitest';

import { useLab } from '../../../../src-renderer/bridge/lab';
import { createFakeLab, openLab } from '../fake-lab';

const useProbe = defineStore('probe', () => {
  const lab = useLab();
  lab.listen('run:progress', () => undefined);
  return { ask: lab.ask };
});

it('turns a request that got lost into a failure', async () => {
  const lab = createFakeLab({ 'app:about': () => Promise.reject(new Error('the channel is closed')) });
  openLab(lab);
  const reply = await useProbe().ask('app:about', null);
  expect(reply).toMatchObject({
    ok: false,
    failure: { code: 'internal', message: expect.stringContaining('the channel is closed') },
  });
});

it('stops to listen when the store goes', () => {
  const lab = createFakeLab();
  openLab(lab);
  const probe = useProbe();
  expect(lab.listenerCount()).toBe(1);
  probe.$dispose();
  expect(lab.listenerCount()).toBe(0);
});
