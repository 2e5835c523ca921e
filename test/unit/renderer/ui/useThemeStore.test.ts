import { beforeEach, expect, it } from 'vitest';

import { useThemeStore } from '../../../../src-renderer/ui/useThemeStore';
import { createFakeLab, openLab } from '../fake-lab';

beforeEach(() => {
  localStorage.clear();
  openLab(createFakeLab());
});

it('follows the system until the person chooses, and remembers the choice', () => {
  const store = useThemeStore();
  expect([store.choice, document.documentElement.dataset['theme']]).toEqual(['system', undefined]);
  store.choice = 'dark';
  expect([store.theme, document.documentElement.dataset['theme']]).toEqual(['dark', 'dark']);
  openLab(createFakeLab());
  expect(useThemeStore().choice).toBe('dark');
});

it('goes back to the system', () => {
  const store = useThemeStore();
  store.choice = 'light';
  store.choice = 'system';
  expect(document.documentElement.dataset['theme']).toBeUndefined();
});

it('forgets a remembered value that is no theme', () => {
  localStorage.setItem('siamese-lab/theme', 'sepia');
  expect(useThemeStore().choice).toBe('system');
});
