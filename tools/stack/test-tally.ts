/** How many tests went well and how many did not. */
export interface Tally {
  passed: number;
  failed: number;
}

/** What we read of Jest's `--json` report. */
export interface JestReport {
  numPassedTests: number;
  numFailedTests: number;
  /** Files that could not even be run. */
  numRuntimeErrorTestSuites: number;
}

/**
 * The tally of one run of Jest. A file that could not be run counts as one failed test; so does a run without a report,
 * or one that ended badly for a reason the report does not name.
 */
export function tallyOf(report: JestReport | undefined, exitCode: number): Tally {
  if (!report) return { passed: 0, failed: 1 };
  const failed = report.numFailedTests + report.numRuntimeErrorTestSuites;
  return { passed: report.numPassedTests, failed: exitCode !== 0 && failed === 0 ? 1 : failed };
}

/** The sum of two tallies. */
export function addTallies(a: Tally, b: Tally): Tally {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed };
}
