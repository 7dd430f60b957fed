import type { RunRowFragment } from '../../generated/graphql';
import { runWord } from '../../lib/run-words';

type Part = Pick<RunRowFragment, 'status' | 'withWarnings'>;

/** A part's state in words: one that waits says what for (`waiting`), one at work how many of its steps are tried again meanwhile. */
export function partWords({ status, withWarnings }: Part, waiting: string, retrying: number): string {
  if (status === 'SUSPENDED') return waiting;
  const word = runWord(status, withWarnings);
  return status === 'RUNNING' && retrying > 0 ? `${word}, ${String(retrying)} retrying` : word;
}
