import { deterministicId } from './deterministic-id.js';

describe('deterministic ids', () => {
  it('are version 5 UUIDs', () => {
    expect(deterministicId('a')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });
  it('are the same for the same parts, and keep where a part ends', () => {
    expect(deterministicId('a', 'bc')).toBe(deterministicId('a', 'bc'));
    expect(deterministicId('a', 'bc')).not.toBe(deterministicId('ab', 'c'));
  });
});
