import { expect, it, vi } from 'vitest';

import TermHint from '../../../../src-renderer/ui/TermHint.vue';
import { createFakeLab, settled } from '../fake-lab';
import { show } from '../screen';

const tip = (): string => document.querySelector('[role="tooltip"]')?.textContent ?? '';

it('explains its word on focus, and Esc takes the card away', async () => {
  const wrapper = show(TermHint, { term: 'mcnemar' }, createFakeLab());
  const button = wrapper.get('button');
  expect(button.text()).toBe('Explanation: McNemar’s test');
  expect(tip()).toBe('');
  button.element.dispatchEvent(new FocusEvent('focus'));
  await settled();
  expect(tip()).toContain('Whether two trained models differ by more than chance');
  expect(tip()).toContain('Press Enter');
  document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
  await settled();
  expect(tip()).toBe('');
  wrapper.unmount();
});

it('leads by keyboard to where the glossary explains it; a click of the mouse only shows it', async () => {
  const wrapper = show(TermHint, { term: 'balancedAccuracy' }, createFakeLab());
  const { $router } = wrapper.vm;
  wrapper.get('button').element.dispatchEvent(new MouseEvent('click', { detail: 1, bubbles: true }));
  await settled();
  expect($router.currentRoute.value.path).toBe('/');
  expect(document.querySelector('.term-card a')?.getAttribute('href')).toBe('/help/glossary#balanced-accuracy');
  wrapper.get('button').element.dispatchEvent(new MouseEvent('click', { detail: 0, bubbles: true }));
  await vi.waitUntil(() => $router.currentRoute.value.fullPath === '/help/glossary#balanced-accuracy');
  wrapper.unmount();
});
