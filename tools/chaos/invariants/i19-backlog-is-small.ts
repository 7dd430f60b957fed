import { unchecked, verdict, type Checker } from './verdict.js';

/** A backlog of this many queued runs may take this much of Redis. */
const RUNS = 100_000;
const BUDGET_BYTES = 256 * 1024 * 1024;

/** A long queue of waiting runs does not fill Redis; told from the memory that a shorter one takes. */
export const backlogIsSmall: Checker = ({ backlog }) => {
  if (!backlog) return unchecked('I19', 'the memory of a backlog was not measured');
  const each = backlog.redisBytes / Math.max(1, backlog.runs);
  const expectedMb = (each * RUNS) / 1024 / 1024;
  const told = `${backlog.runs} queued runs take ${Math.round(each)} bytes of Redis each: ${expectedMb.toFixed(0)} MB for ${RUNS} at most`;
  return verdict('I19', backlog.runs, each * RUNS > BUDGET_BYTES ? [`${told}, more than 256 MB`] : [], told);
};
