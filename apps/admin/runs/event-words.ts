/** How many events stand in the list, of how many: `100 of 1,559`; with a filter, which looks only at what is read: `7 of the first 100 of 1,559`. */
export function eventCount(count: {
  readonly shown: number;
  readonly read: number;
  /** Of the whole run, at least what is read. */
  readonly total: number;
}): string {
  const { shown, read } = count;
  const total = Math.max(count.total, read);
  const inRead = shown < read && read < total ? `the first ${grouped(read)} of ` : '';
  return `${grouped(shown)} of ${inRead}${grouped(total)}`;
}

const grouped = (count: number): string => count.toLocaleString('en-US');

/** What the part of a run is called that an event is of. One whose name is not known is called by the end of its id. */
export function partName(runId: string, names: ReadonlyMap<string, string>): string {
  return names.get(runId) ?? runId.slice(runId.lastIndexOf('~') + 1);
}

/** The runs that fanned out those without a name: asked for their parts, they tell it. */
export function parentsOfUnnamed(runIds: readonly string[], names: ReadonlyMap<string, string>): readonly string[] {
  const unnamed = runIds.filter((id) => !names.has(id));
  return [...new Set(unnamed.flatMap((id) => parentOf(id) ?? []))];
}

/** Ids of what a run fanned out are `{run}~{scope}~{name}`. */
function parentOf(runId: string): string | null {
  const pieces = runId.split('~');
  return pieces.length < 3 ? null : pieces.slice(0, -2).join('~');
}
