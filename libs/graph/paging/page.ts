/** What part of a list is wanted. */
export interface PageRequest {
  /** How many items; clamped to 1…1000. Default 50. */
  readonly first?: number;
  /** `endCursor` of the page before. */
  readonly after?: string | null;
}

/** A part of a list in its stable order. */
export interface Page<T> {
  readonly items: T[];
  /** All items of the list, not only of this page. */
  readonly totalCount: number;
  /** Opaque; null when the page is empty. */
  readonly endCursor: string | null;
  readonly hasNextPage: boolean;
}

const DEFAULT_FIRST = 50;
const MAX_FIRST = 1000;

/** Where a page starts: the sort value and id of the item before it. */
export interface PagePosition {
  readonly sort: string | number;
  readonly id: string;
}

/** Statement parameters of a page: `limit` is one more than wanted, to see whether more follows. */
export interface PageParams {
  readonly limit: number;
  readonly afterSort: string | number | null;
  readonly afterId: string | null;
}

/** Parameters for a page; throws `InvalidCursor` for a cursor this system did not make. */
export function pageParams(request: PageRequest): PageParams {
  const position = request.after ? decodeCursor(request.after) : null;
  return { limit: firstOf(request) + 1, afterSort: position?.sort ?? null, afterId: position?.id ?? null };
}

/** The page made of rows read with `pageParams`; `positionOf` gives an item's place in the order. */
export function pageOf<T>(
  request: PageRequest,
  rows: readonly T[],
  totalCount: number,
  positionOf: (item: T) => PagePosition,
): Page<T> {
  const first = firstOf(request);
  const items = rows.slice(0, first);
  const last = items.at(-1);
  return {
    items,
    totalCount,
    endCursor: last === undefined ? null : encodeCursor(positionOf(last)),
    hasNextPage: rows.length > first,
  };
}

/** Thrown for a cursor that does not come from an earlier page: ask again without `after`. */
export class InvalidCursor extends Error {
  override readonly name = 'InvalidCursor';
  constructor(cursor: string) {
    super(`"${cursor.slice(0, 40)}" is no cursor of this list: pass the endCursor of an earlier page, or none.`);
  }
}

/** The opaque text of a position. */
export function encodeCursor(position: PagePosition): string {
  return Buffer.from(JSON.stringify([position.sort, position.id])).toString('base64url');
}

/** The position a cursor stands for; throws `InvalidCursor`. */
export function decodeCursor(cursor: string): PagePosition {
  let parsed: unknown;
  try {
    parsed = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    throw new InvalidCursor(cursor);
  }
  if (Array.isArray(parsed) && parsed.length === 2) {
    const [sort, id] = parsed as [unknown, unknown];
    if ((typeof sort === 'string' || typeof sort === 'number') && typeof id === 'string') return { sort, id };
  }
  throw new InvalidCursor(cursor);
}

function firstOf(request: PageRequest): number {
  return Math.min(MAX_FIRST, Math.max(1, Math.trunc(request.first ?? DEFAULT_FIRST)));
}
