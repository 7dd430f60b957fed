import { MAX_QUERY_CHARS, readQuery } from './query.js';

describe('a region text', () => {
  it('is taken without surrounding and doubled white space', () => {
    expect(readQuery('  Austin,   TX\n')).toEqual({ text: 'Austin, TX' });
  });
  it.each([
    ['empty', ''],
    ['only white space', '   '],
    ['too long', 'x'.repeat(MAX_QUERY_CHARS + 1)],
    ['with control characters', 'Austin\u0007 TX'],
  ])('that is %s is refused with what to do', (_, query) => {
    expect(readQuery(query)).toMatchObject({
      success: false,
      code: 'INVALID_QUERY',
      unblocks: expect.stringMatching(/name/i) as string,
    });
  });
});
