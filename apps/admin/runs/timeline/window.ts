/** Which rows of a list stand in the document: `first` to before `end`, and the room of those above and below in pixels. */
export interface RowWindow {
  readonly first: number;
  readonly end: number;
  readonly above: number;
  readonly below: number;
}

/** At most this many rows stand in the document, however long the list is. */
export const MOST_ROWS = 50;

/** The rows around what is in sight. `scrollTop` and `rowHeight` in pixels. */
export function rowWindow(count: number, scrollTop: number, rowHeight: number, viewHeight: number): RowWindow {
  const inSight = Math.ceil(viewHeight / rowHeight);
  const spare = Math.max(0, Math.floor((MOST_ROWS - inSight) / 2));
  const wanted = Math.floor(scrollTop / rowHeight) - spare;
  const first = Math.max(0, Math.min(wanted, count - MOST_ROWS));
  const end = Math.min(count, first + MOST_ROWS);
  return { first, end, above: first * rowHeight, below: (count - end) * rowHeight };
}
