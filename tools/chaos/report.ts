import type { InjectedFault } from './observe/observations.js';
import type { Verdict } from './invariants/verdict.js';

/** One fault as a line: JSON, or text for people. `sinceMs`: when the disturbance began. */
export function faultLine(fault: InjectedFault, sinceMs: number, json: boolean): string {
  const { n, kind, target, applied, detail } = fault;
  const atMs = Math.round(fault.from - sinceMs);
  const tookMs = Math.round(fault.to - fault.from);
  if (json) return JSON.stringify({ fault: n, kind, target, atMs, tookMs, applied, detail });
  return `${String(n).padStart(4)}  ${(atMs / 1000).toFixed(1).padStart(6)} s  ${kind.padEnd(20)} ${applied ? detail : `not done: ${detail}`}`;
}

/** One invariant as a line. */
export function verdictLine(verdict: Verdict, json: boolean): string {
  if (json) return JSON.stringify(verdict);
  const word = verdict.holds === null ? 'unchecked' : verdict.holds ? 'holds' : 'BROKEN';
  return `${verdict.invariant.padEnd(11)} ${word.padEnd(10)} ${String(verdict.checked).padStart(7)}  ${verdict.detail}`;
}

/** What the program ends with: 1 when an invariant does not hold. */
export function exitCodeOf(verdicts: readonly Verdict[]): 0 | 1 {
  return verdicts.some(({ holds }) => holds === false) ? 1 : 0;
}
