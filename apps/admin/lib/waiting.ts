/** What a run waits for as a clause about it: `waits for 3 sources`, `starts 21:00 UTC`. Null when it waits for nothing. */
export function waitClause(waitingFor: string | null): string | null {
  if (waitingFor === null || waitingFor.startsWith('starts ')) return waitingFor;
  return waitingFor.startsWith('to ') ? `waits ${waitingFor}` : `waits for ${waitingFor}`;
}
