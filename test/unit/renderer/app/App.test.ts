import { expect, it } from 'vitest';

import App from '../../../../src-renderer/app/App.vue';
import { createFakeLab, no, ok } from '../fake-lab';
import { showed } from '../screen';

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
    'queue:get': () =>
      ok({ isPaused: false, running: null, progress: null, queued: [], total: 0, trainedBy: null, paused: [] }),
    'dataset:list': () => ok([]),
  });
  const wrapper = await showed(App, {}, lab);
  expect(wrapper.get('footer').text()).toBe('Siamese Lab 0.1.0Electron 45Home: /home/ada/lab');
  expect(wrapper.findAll('nav a').map((link) => link.text())).toEqual([
    'Start',
    'New experiment',
    'Data',
    'Live',
    'Runs',
    'Answers',
    'Compare',
    'Embeddings',
    'Playground',
    'Published figures',
    'Devices',
    'Help',
  ]);
  wrapper.unmount();
});
