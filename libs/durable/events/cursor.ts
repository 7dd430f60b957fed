/** A place in the event stream: the transaction that wrote the event, and the event's id. Both are bigints, as text. */
export interface EventPlace {
  readonly tx: string;
  readonly id: string;
}

/** Before the first event; a database that was restored holds places below zero. */
const BEGINNING: EventPlace = { tx: '-9223372036854775808', id: '0' };

/** The text form of a place, as readers keep it. */
export const toCursor = ({ tx, id }: EventPlace): string => `${tx}.${id}`;

/** Whether a text is a cursor, of whatever event. */
export const isEventCursor = (text: string): boolean => fromCursor(text) !== null;

/** The place a cursor names, null for a text that is no cursor; the beginning for none. */
export function fromCursor(cursor: string | null): EventPlace | null {
  if (cursor === null) return BEGINNING;
  const parts = /^(-?\d{1,18})\.(\d{1,18})$/.exec(cursor);
  return parts?.[1] === undefined || parts[2] === undefined ? null : { tx: parts[1], id: parts[2] };
}
