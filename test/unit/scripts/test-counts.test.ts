import { describe, expect, it } from 'vitest';

import { addCounts, countPlaywright, countVitest } from '../../../scripts/setup/test-counts.mjs';

const vitestReport = {
  numPassedTests: 7,
  numFailedTests: 1,
  numPendingTests: 2,
  numTodoTests: 0,
  testResults: [
    { name: 'a.test.ts', assertionResults: [{ status: 'passed' }] },
    { name: 'b.test.ts', assertionResults: [{ status: 'passed' }, { status: 'skipped' }] },
  ],
};
const playwrightReport = {
  stats: { expected: 3, flaky: 1, unexpected: 0, skipped: 1 },
  suites: [
    { file: 'window.spec.ts', specs: [{ tests: [{ status: 'expected' }] }] },
    { file: 'data.spec.ts', specs: [], suites: [{ specs: [{ tests: [{ status: 'skipped' }] }] }] },
  ],
};

describe('the counts of a test run', () => {
  it('reads the report of vitest', () => {
    expect(countVitest(vitestReport)).toEqual({ passed: 7, failed: 1, skipped: 2, skippedIn: ['b.test.ts'] });
  });

  it('reads the report of Playwright, at any depth', () => {
    expect(countPlaywright(playwrightReport)).toEqual({
      passed: 4,
      failed: 0,
      skipped: 1,
      skippedIn: ['data.spec.ts'],
    });
  });

  it('counts nothing where a tool ended before it reported', () => {
    expect(countVitest(undefined).passed + countPlaywright(undefined).passed).toBe(0);
  });

  it('sums both', () => {
    const sum = addCounts(countVitest(vitestReport), countPlaywright(playwrightReport));
    expect(sum).toEqual({ passed: 11, failed: 1, skipped: 3, skippedIn: ['b.test.ts', 'data.spec.ts'] });
  });
});
