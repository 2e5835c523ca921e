// @ts-check
/** Reads how many tests passed, failed and were skipped from the reports of vitest and of Playwright. */

/** @typedef {{ readonly passed: number, readonly failed: number, readonly skipped: number, readonly skippedIn: readonly string[] }} TestCounts */

/**
 * @typedef {{
 *   readonly numPassedTests: number,
 *   readonly numFailedTests: number,
 *   readonly numPendingTests: number,
 *   readonly numTodoTests: number,
 *   readonly testResults: readonly { name: string, assertionResults: readonly { status: string }[] }[],
 * }} VitestReport
 */

/**
 * @typedef {{
 *   readonly file?: string,
 *   readonly specs?: readonly { tests: readonly { status: string }[] }[],
 *   readonly suites?: readonly PlaywrightSuite[],
 * }} PlaywrightSuite
 */

/**
 * @typedef {{
 *   readonly stats: { expected: number, flaky: number, unexpected: number, skipped: number },
 *   readonly suites: readonly PlaywrightSuite[],
 * }} PlaywrightReport
 */

/** @type {TestCounts} */
export const noTests = { passed: 0, failed: 0, skipped: 0, skippedIn: [] };

/**
 * @param {VitestReport | undefined} report undefined where the tool ended before it wrote one
 * @returns {TestCounts}
 */
export function countVitest(report) {
  if (report === undefined) return noTests;
  const skipped = ['pending', 'skipped', 'todo', 'disabled'];
  const files = report.testResults.filter((file) =>
    file.assertionResults.some((test) => skipped.includes(test.status)),
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests + report.numTodoTests,
    skippedIn: files.map((file) => file.name),
  };
}

/**
 * A test that passed on a second try is counted as passed; Playwright's own lines call it flaky.
 * @param {PlaywrightReport | undefined} report undefined where the tool ended before it wrote one
 * @returns {TestCounts}
 */
export function countPlaywright(report) {
  if (report === undefined) return noTests;
  const { expected, flaky, unexpected, skipped } = report.stats;
  const skippedIn = report.suites.filter(holdsSkipped).map((suite) => suite.file ?? '');
  return { passed: expected + flaky, failed: unexpected, skipped, skippedIn };
}

/**
 * @param {PlaywrightSuite} suite
 * @returns {boolean}
 */
function holdsSkipped(suite) {
  const own = (suite.specs ?? []).some((spec) => spec.tests.some((test) => test.status === 'skipped'));
  return own || (suite.suites ?? []).some(holdsSkipped);
}

/**
 * @param {TestCounts} one
 * @param {TestCounts} other
 * @returns {TestCounts}
 */
export function addCounts(one, other) {
  return {
    passed: one.passed + other.passed,
    failed: one.failed + other.failed,
    skipped: one.skipped + other.skipped,
    skippedIn: [...one.skippedIn, ...other.skippedIn],
  };
}
