import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: 'test/e2e',
  testMatch: '**/*.test.ts',
  outputDir: 'test-results/artefacts',
  // one window at a time: they train, and two cores are soon busy
  workers: 1,
  // a training on a busy machine takes its time; a test that hangs still ends
  timeout: 300_000,
  expect: { timeout: 30_000 },
  reporter: [['list']],
});
