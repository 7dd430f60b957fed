import { f1Of, type Quality } from './report.js';

export interface JudgedPair {
  readonly kind: string;
  readonly a: unknown;
  readonly b: unknown;
  readonly label: 'same' | 'different';
  readonly decided: boolean;
}

/** Groups of things that pairs join, directly or over others. */
function clusters(things: Iterable<string>, joined: readonly (readonly [string, string])[]): Map<string, Set<string>> {
  const groupOf = new Map([...things].map((thing) => [thing, new Set([thing])]));
  for (const [a, b] of joined) {
    const [left, right] = [groupOf.get(a), groupOf.get(b)];
    if (left === undefined || right === undefined || left === right) continue;
    for (const thing of right) {
      left.add(thing);
      groupOf.set(thing, left);
    }
  }
  return groupOf;
}

/** B³ (Bagga and Baldwin, 1998): per thing, the share of its found group that is truly its own, and of its true group that was found; means over things. */
export function bCubed(pairs: readonly JudgedPair[]): Quality {
  const ends = pairs.map(({ kind, a, b }) => [JSON.stringify([kind, a]), JSON.stringify([kind, b])] as const);
  const things = new Set(ends.flat());
  const truth = clusters(
    things,
    ends.filter((_, index) => pairs[index]?.label === 'same'),
  );
  const found = clusters(
    things,
    ends.filter((_, index) => pairs[index]?.decided === true),
  );
  let precision = 0;
  let recall = 0;
  for (const thing of things) {
    const alone = new Set([thing]);
    const [own, given] = [truth.get(thing) ?? alone, found.get(thing) ?? alone];
    const shared = [...given].filter((other) => own.has(other)).length;
    precision += shared / given.size;
    recall += shared / own.size;
  }
  const share = (sum: number): number => Math.round((sum / Math.max(1, things.size)) * 10_000) / 10_000;
  return { precision: share(precision), recall: share(recall), f1: f1Of(share(precision), share(recall)) };
}
