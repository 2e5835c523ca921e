import { expect, it, vi } from 'vitest';

import HelpView from '../../../../../src-renderer/features/help/HelpView.vue';
import { createFakeLab } from '../../fake-lab';
import { show } from '../../screen';

it('shows a page with its contents and its neighbours', async () => {
  const wrapper = show(HelpView, { page: 'resume-and-queue' }, createFakeLab());
  await vi.waitUntil(() => wrapper.find('article').exists());
  expect(wrapper.get('article h2').text()).toBe('Resume and queue');
  const contents = wrapper.findAll('.contents a');
  expect(contents.map((link) => link.attributes('href'))).toContain('/help/resume-and-queue#retry');
  expect(wrapper.findAll('.turn a').map((link) => link.attributes('href'))).toEqual([
    '/help/your-data',
    '/help/devices',
  ]);
  expect(wrapper.get('[aria-current="page"]').text()).toBe('Resume and queue');
  wrapper.unmount();
});

it('searches as one types, opens the best by Enter, and says where nothing fits', async () => {
  const wrapper = show(HelpView, { page: 'index' }, createFakeLab());
  await vi.waitUntil(() => wrapper.find('article').exists());
  await wrapper.get('input').setValue('checkpoint');
  expect(wrapper.find('article').exists()).toBe(false);
  expect(wrapper.findAll('.hits li').length).toBeGreaterThan(2);
  expect(wrapper.findAll('mark').length).toBeGreaterThan(0);
  const best = wrapper.get('.hits a').attributes('href');
  await wrapper.get('form').trigger('submit');
  await vi.waitUntil(() => wrapper.vm.$router.currentRoute.value.fullPath === best);
  expect(wrapper.find('article').exists()).toBe(true);
  await wrapper.get('input').setValue('zzzzqqq');
  expect(wrapper.get('[role="status"]').text()).toContain('Nothing fits “zzzzqqq”');
  wrapper.unmount();
});

it('names a page that is not there, and keeps the list', async () => {
  const wrapper = show(HelpView, { page: 'nonsense' }, createFakeLab());
  await vi.waitUntil(() => wrapper.text().includes('There is no such page'));
  expect(wrapper.text()).toContain('The guide has no page “nonsense”');
  expect(wrapper.findAll('nav li').length).toBe(15);
  wrapper.unmount();
});
