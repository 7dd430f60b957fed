import { asRunId, childRunId } from './run-id.js';

describe('asRunId', () => {
  it.each(['', '12345', 'a:b', 'a\0b', 'x'.repeat(201)])('refuses %p', (id) => {
    expect(() => asRunId(id)).toThrow(expect.objectContaining({ code: 'BAD_RUN_ID' }));
  });
  it('accepts a region with a timestamp', () => expect(asRunId('austin-tx-1771718400')).toBe('austin-tx-1771718400'));
});

describe('childRunId', () => {
  const parent = asRunId('austin-tx-1');
  it('is readable for plain names', () =>
    expect(childRunId(parent, 'source', 'city-hall')).toBe('austin-tx-1~source~city-hall'));
  it('tells apart names with the same slug', () => {
    expect(childRunId(parent, 'source', 'https://a.org/x?1')).not.toBe(
      childRunId(parent, 'source', 'https://a.org/x/1'),
    );
  });
  it.each([
    ['a b', 'a-b'],
    ['part#2', 'part-2'],
    ['Part', 'part'],
  ])('tells apart the scopes %p and %p', (one, other) => {
    expect(childRunId(parent, one, 'city-hall')).not.toBe(childRunId(parent, other, 'city-hall'));
  });
  it('never holds a colon', () => expect(childRunId(parent, 'fan:1', 'a:b')).not.toContain(':'));
});
