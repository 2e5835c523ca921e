// @vitest-environment happy-dom
import { beforeAll, expect, it } from 'vitest';

import AppSidebar from '../../src-renderer/app/AppSidebar.vue';
import { useLanguageStore } from '../../src-renderer/app/useLanguageStore';
import { createLabI18n } from '../../src-renderer/i18n/i18n';
import { LANGUAGES } from '../../src-renderer/i18n/languages';
import { show } from '../unit/renderer/screen';
import { eo } from './esperanto';
import source from './esperanto.ts?raw';
import page from '../../docs/extending/language.md?raw';

beforeAll(() => {
  localStorage.clear();
  LANGUAGES.register({ tag: 'eo', name: 'Esperanto', messages: eo });
});

it('is what the page shows', () => {
  expect(page).toContain(source.slice(source.indexOf('/** Esperanto')));
  expect(page).toContain("LANGUAGES.register({ tag: 'eo', name: 'Esperanto', messages: eo });");
});

it('is offered by its own name, shows what is translated, and the rest in English', async () => {
  const wrapper = show(AppSidebar, { isOpen: true });
  const choice = wrapper.findAll('select').find((each) => each.find('option[value=eo]').exists());
  expect(choice?.findAll('option').map((option) => option.text())).toContain('Esperanto');
  useLanguageStore().choice = 'eo';
  expect(useLanguageStore().language).toBe('eo');

  wrapper.vm.$i18n.locale = useLanguageStore().language;
  await wrapper.vm.$nextTick();
  const links = wrapper.findAll('nav a').map((link) => link.text());
  expect([links.includes('Rekte'), links.includes('Kuroj'), links.includes('Compare')]).toEqual([true, true, true]);
  wrapper.unmount();
});

it('has the forms of English where it says nothing else', () => {
  const { global: i18n } = createLabI18n();
  const said = (count: number) => i18n.t('runs.total', { count }, { locale: 'eo', plural: count });
  expect([1, 2].map(said)).toEqual(['1 kuro', '2 kuroj']);
});
