import { readDraft, sameJson } from './edited-input';

describe('an edited input', () => {
  it('is read as JSON', () => {
    expect(readDraft('{"a": [1, null]}')).toEqual({ ok: true, value: { a: [1, null] } });
    expect(readDraft(' "text" ')).toEqual({ ok: true, value: 'text' });
  });

  it.each(['', '  ', '{', '{a: 1}', '[1,]'])('%j is refused with words', (text) => {
    const draft = readDraft(text);
    expect(draft.ok).toBe(false);
    expect(draft).toHaveProperty('problem', expect.stringMatching(/JSON/));
  });

  it('is the same whatever the order of keys, and another one when a value or the order of a list differs', () => {
    expect(sameJson({ a: 1, b: { c: 2, d: 3 } }, { b: { d: 3, c: 2 }, a: 1 })).toBe(true);
    expect(sameJson({ a: 1 }, { a: '1' })).toBe(false);
    expect(sameJson([1, 2], [2, 1])).toBe(false);
    expect(sameJson({ a: 1 }, { a: 1, b: null })).toBe(false);
  });
});
