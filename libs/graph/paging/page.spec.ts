import { InvalidCursor, decodeCursor, encodeCursor, pageOf, pageParams } from './page.js';

describe('pages', () => {
  it('asks for one more than wanted, within limits', () => {
    expect(pageParams({})).toEqual({ limit: 51, afterSort: null, afterId: null });
    expect(pageParams({ first: 0 }).limit).toBe(2);
    expect(pageParams({ first: 10_000 }).limit).toBe(1001);
  });

  it('a cursor leads back to its position', () => {
    expect(decodeCursor(encodeCursor({ sort: 0.9, id: 'a' }))).toEqual({ sort: 0.9, id: 'a' });
    expect(pageParams({ after: encodeCursor({ sort: '2026', id: 'b' }) })).toMatchObject({
      afterSort: '2026',
      afterId: 'b',
    });
  });

  it.each([
    '',
    'abc',
    Buffer.from('{}').toString('base64url'),
    Buffer.from('[1]').toString('base64url'),
    Buffer.from('[{},"a"]').toString('base64url'),
  ])('refuses "%s" as a cursor', (cursor) => {
    expect(() => decodeCursor(cursor)).toThrow(InvalidCursor);
  });

  it('knows whether more follows', () => {
    const position = (id: string) => ({ sort: id, id });
    const page = pageOf({ first: 2 }, ['a', 'b', 'c'], 7, position);
    expect(page).toMatchObject({ items: ['a', 'b'], totalCount: 7, hasNextPage: true });
    expect(decodeCursor(page.endCursor ?? '')).toEqual({ sort: 'b', id: 'b' });
    expect(pageOf({ first: 2 }, [], 0, position)).toMatchObject({ items: [], hasNextPage: false, endCursor: null });
  });
});
