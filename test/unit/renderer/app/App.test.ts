import { expect, it } from 'vitest';

import App from '../../../../src-renderer/app/App.vue';
import { createFakeLab, no, ok, settled } from '../fake-lab';
import { showed } from '../screen';
import { aSpec, aSummary } from '../specimens';

it('shows why the lab could not be opened, and no screen that could write', async () => {
  const message = 'The database has version 99; this lab reads versions up to 2.';
  const lab = createFakeLab({ 'app:about': () => no('database-newer', message) });
  const wrapper = await showed(App, {}, lab);
  expect(wrapper.get('h1').text()).toBe('The database belongs to a newer lab');
  expect(wrapper.get('main').text()).toContain(message);
  expect([wrapper.find('nav').exists(), lab.asked]).toEqual([
    false,
    [
      ['app:about', null],
      ['backup:list', null],
    ],
  ]);
  wrapper.unmount();
});

it('says which lab it is, on what, and where its home is', async () => {
  const lab = createFakeLab({
    'app:about': () => ok({ version: '0.1.0', runtime: 'Electron 45', home: '/home/ada/lab' }),
    'run:list': () => ok({ runs: [], total: 0 }),
    'queue:get': () => ok({ isPaused: false, running: null, progress: null, queued: [], total: 0, trainedBy: null }),
    'dataset:list': () => ok([]),
  });
  const wrapper = await showed(App, {}, lab);
  expect(wrapper.get('footer').text()).toBe('Siamese Lab 0.1.0Electron 45Home: /home/ada/lab');
  expect(wrapper.findAll('nav a').map((link) => link.text())).toEqual([
    'New experiment',
    'Live',
    'Runs',
    'Compare',
    'Answers',
    'Slides',
    'Data',
    'Embeddings',
    'Playground',
    'Devices',
  ]);
  wrapper.unmount();
});

it('tells at its start which run stopped before its end, lets it go on, and is told that somebody knows', async () => {
  localStorage.clear();
  const stopped = aSummary({ id: 7, status: 'interrupted', endedAt: 9, checkpoint: { epoch: 5, batch: 0 } });
  const runs = [{ ...stopped, spec: aSpec({ training: { epochs: 10 } }) }, aSummary({ id: 6, status: 'interrupted' })];
  const lab = createFakeLab({
    'app:about': () => ok({ version: '0.1.0', runtime: 'Electron 45', home: '/home/ada/lab' }),
    'run:list': () => ok({ runs, total: 2 }),
    'run:resume': () => ok({ experimentId: 3, runIds: [7] }),
    'queue:get': () => ok({ isPaused: false, running: null, progress: null, queued: [], total: 0, trainedBy: null }),
    'dataset:list': () => ok([]),
  });
  const notices = () => [...document.querySelectorAll('.notice .message')].map(({ textContent }) => textContent);
  const wrapper = await showed(App, {}, lab);
  expect(notices()).toEqual(['Run 7 stopped at 40%, and can go on from there.']);
  document.querySelector<HTMLElement>('.notice .button')?.click();
  await settled();
  expect(lab.asked).toContainEqual(['run:resume', { id: 7 }]);
  wrapper.unmount();
  const next = await showed(App, {}, lab);
  expect(notices()).toEqual([]);
  next.unmount();
});
