import type { Graph } from '../observe/observations.js';
import { unchecked, verdict, type Checker } from './verdict.js';

const PARTS = ['signals', 'actors', 'links', 'situations'] as const satisfies readonly (keyof Graph)[];

/**
 * The graph of a disturbed run says what that of an undisturbed one says. Where the outside world was troubled, a page may have been refused to it:
 * then a later run must have brought what is lacking. What was read and got lost would not come: an unchanged page is not read into the graph again.
 */
export const sameGraph: Checker = ({ graphs, faults }) => {
  if (!graphs) return unchecked('same-graph', 'there are not two finished full runs to compare');
  const { undisturbed, disturbed, later } = graphs;
  const inTheEnd = faults.some(({ kind }) => kind === 'provider') ? later : disturbed;
  const lacking = PARTS.flatMap((part) => without(undisturbed[part], disturbed[part]).map((one) => ({ part, one })));
  const differences = PARTS.flatMap((part) => [
    ...without(undisturbed[part], inTheEnd[part]).map((one) => `missing in ${part}: ${one}`),
    ...without(disturbed[part], undisturbed[part]).map((one) => `too many in ${part}: ${one}`),
  ]);
  const counts = PARTS.map((part) => `${disturbed[part].length}/${undisturbed[part].length} ${part}`).join(', ');
  const violations = differences.length === 0 ? [] : [`of undisturbed there are ${counts}`, ...differences];
  const checked = PARTS.reduce((sum, part) => sum + undisturbed[part].length, 0);
  const brought = lacking.length === 0 ? '' : `; ${lacking.map(({ one }) => one).join(', ')} came with a later run`;
  return verdict('same-graph', checked, violations, `${counts}${brought}`);
};

/** What the first list has more of than the second. */
function without(all: readonly string[], others: readonly string[]): string[] {
  const left = new Map<string, number>();
  for (const one of others) left.set(one, (left.get(one) ?? 0) + 1);
  return all.filter((one) => {
    const there = left.get(one) ?? 0;
    left.set(one, there - 1);
    return there <= 0;
  });
}
