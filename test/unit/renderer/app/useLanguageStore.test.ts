import { afterEach, expect, it, vi } from 'vitest';

import { useLanguageStore } from '../../../../src-renderer/app/useLanguageStore';
import { createFakeLab, openLab } from '../fake-lab';

afterEach(() => {
  vi.restoreAllMocks();
  localStorage.clear();
});

const languageWhere = (spoken: readonly string[]) => {
  vi.spyOn(navigator, 'languages', 'get').mockReturnValue(spoken);
  openLab(createFakeLab());
  return useLanguageStore();
};

it('speaks the first of the system’s languages that it knows, and English otherwise', () => {
  expect(languageWhere(['cs-CZ', 'pl-PL', 'en-GB']).language).toBe('pl');
  expect(languageWhere(['cs-CZ']).language).toBe('en');
});

it('speaks the language that was chosen, the next time too', () => {
  languageWhere(['en-GB']).choice = 'pl';
  expect(languageWhere(['en-GB']).language).toBe('pl');
});
