/** A long name on one line: of `head` may be cut what there is no room for, `tail` is always shown; it is empty for a short name. */
export interface ShortName {
  readonly head: string;
  readonly tail: string;
}

/** Shorter names are left whole. Characters. */
const LONGEST_WHOLE = 28;
const TAIL = 16;

/** Of an id eight digits are enough to tell it from others. */
const ID = /\b([0-9a-f]{8})-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g;

/** A name with its ids shortened, in two parts: it may not be cut at its end, which often is all that tells it from others. */
export function shortName(name: string): ShortName {
  const characters = [...name.replace(ID, '$1…')];
  if (characters.length <= LONGEST_WHOLE) return { head: characters.join(''), tail: '' };
  return { head: characters.slice(0, -TAIL).join(''), tail: characters.slice(-TAIL).join('') };
}
