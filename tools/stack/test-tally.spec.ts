import { tallyOf } from './test-tally.js';

const report = (numPassedTests: number, numFailedTests: number, numRuntimeErrorTestSuites: number) => ({
  numPassedTests,
  numFailedTests,
  numRuntimeErrorTestSuites,
});

test('a file that could not be run counts as a failed test', () => {
  expect(tallyOf(report(10, 2, 1), 1)).toEqual({ passed: 10, failed: 3 });
});

test('a run that left no report has failed', () => {
  expect(tallyOf(undefined, 0)).toEqual({ passed: 0, failed: 1 });
});

test('a run that ended badly for an unnamed reason has failed', () => {
  expect(tallyOf(report(10, 0, 0), 1)).toEqual({ passed: 10, failed: 1 });
});
