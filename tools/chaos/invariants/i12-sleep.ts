import { verdict, type Checker } from './verdict.js';

/** No run wakes before its time by Postgres's clock, whatever its worker's clock says. */
export const noEarlyWaking: Checker = ({ wakes }) => {
  const violations = wakes
    .filter(({ until, wokeAt }) => wokeAt < until)
    .map(({ runId, until, wokeAt }) => `${runId} woke ${(until - wokeAt).toFixed(0)} ms early`);
  const late = Math.max(0, ...wakes.map(({ until, wokeAt }) => wokeAt - until));
  return verdict('I12', wakes.length, violations, `the latest woke ${(late / 1000).toFixed(1)} s after its time`);
};
