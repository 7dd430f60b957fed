const SAME_FROM = 0.5;

/**
 * Which old situation a group of signals is: the one whose members overlap with it most, from half of the smaller of the two.
 * Each old one is given away once, best overlap first. Null: a new one.
 */
export function matchByOverlap(
  groups: readonly (readonly string[])[],
  known: ReadonlyMap<string, readonly string[]>,
): (string | null)[] {
  const pairs = groups.flatMap((group, index) =>
    [...known].flatMap(([id, members]) => {
      const shared = group.filter((signal) => members.includes(signal)).length;
      const overlap = shared / Math.max(1, Math.min(group.length, members.length));
      return overlap >= SAME_FROM ? [{ index, id, overlap, shared }] : [];
    }),
  );
  const matches: (string | null)[] = groups.map(() => null);
  const taken = new Set<string>();
  for (const { index, id } of pairs.toSorted(
    (a, b) => b.overlap - a.overlap || b.shared - a.shared || a.id.localeCompare(b.id),
  )) {
    if (matches[index] !== null || taken.has(id)) continue;
    matches[index] = id;
    taken.add(id);
  }
  return matches;
}
