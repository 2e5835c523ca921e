import { describe, expect, it } from 'vitest';

import { runtimeFile } from '../../../scripts/setup/electron-fallback.mjs';

describe('runtimeFile', () => {
  it('keeps Electron and gives it its own name', () => {
    expect(runtimeFile('Cypress/Cypress')).toBe('electron');
    expect(runtimeFile('Cypress/locales/de.pak')).toBe('locales/de.pak');
  });

  it("leaves out the other program's application and its V8 snapshot", () => {
    expect(runtimeFile('Cypress/resources/app/index.js')).toBeUndefined();
    expect(runtimeFile('Cypress/resources/app-update.yml')).toBeUndefined();
    expect(runtimeFile('Cypress/browser_v8_context_snapshot.bin')).toBeUndefined();
  });
});
