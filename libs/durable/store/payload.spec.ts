import { fitsJsonb, hashOf, INLINE_BYTES, toPayload } from './payload.js';

describe('toPayload', () => {
  it('keeps small values in the row and moves big ones to a blob named by its hash', () => {
    expect(toPayload({ a: 1 }, 'x')).toEqual({ inline: '{"a":1}', blobHash: null, blob: null });
    const big = toPayload('a'.repeat(INLINE_BYTES), 'x');
    expect([big.inline, big.blobHash?.length, big.blob?.length]).toEqual([null, 64, INLINE_BYTES + 2]);
  });
  it('stores nothing as null', () => expect(toPayload(undefined, 'x').inline).toBe('null'));
  it('refuses what JSON can not hold, with a word on what to do', () => {
    const cycle: { self?: unknown } = {};
    cycle.self = cycle;
    for (const value of [cycle, 1n, () => 1, Symbol('s')]) {
      expect(() => toPayload(value, 'The output')).toThrow(
        expect.objectContaining({ code: 'OUTPUT_NOT_JSON', name: 'TerminalError' }),
      );
    }
    expect(() => toPayload('x'.repeat(8 * 1024 * 1024), 'The output')).toThrow(/store it elsewhere/);
  });
});

describe('hashOf', () => {
  it('is the same for the same value in another order, at any depth', () => {
    expect(hashOf({ a: 1, b: { c: 2, d: [1, 2] } })).toBe(hashOf({ b: { d: [1, 2], c: 2 }, a: 1 }));
    expect(hashOf([1, 2])).not.toBe(hashOf([2, 1]));
  });
});

describe('fitsJsonb', () => {
  it.each([
    ['plain', true],
    ['a\\u0000 that is spelt out', true],
    ['😀', true],
    ['a\0b', false],
    ['\\\0', false],
    ['\ud83d', false],
  ])('%j: %p', (text, fits) => {
    expect(fitsJsonb({ text: [text] })).toBe(fits);
    expect(fitsJsonb({ [text]: 1 })).toBe(fits);
  });
});
