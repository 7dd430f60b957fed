import { fixedPartEdited, keptAsDigest, recorded } from './question.js';

const asked = { task: 'seed_queries', version: 2, question: 'What is there?' };

describe('an edited question to the model', () => {
  it('may ask something else', () => {
    expect(fixedPartEdited(asked, { ...asked, question: 'What else?' })).toBeNull();
  });

  it('stays with its prompt', () => {
    expect(fixedPartEdited(asked, { ...asked, task: 'read_page' })).toBe('task');
    expect(fixedPartEdited(asked, { ...asked, version: 1 })).toBe('version');
  });

  it('is told from other inputs, and from what has another shape altogether', () => {
    expect(fixedPartEdited({ query: 'a' }, { query: 'b' })).toBeNull();
    expect(fixedPartEdited(asked, 'What else?')).toBeNull();
    expect(fixedPartEdited(asked, { question: 'What else?' })).toBeNull();
  });
});

describe('a question in the journal', () => {
  it('is kept as it is, and as a digest when it is long', () => {
    expect(recorded('What is there?')).toBe('What is there?');
    expect(recorded('é'.repeat(2_000))).toHaveLength(2_000);
    expect(recorded('é'.repeat(2_001))).toMatch(/^sha256:/);
  });

  it('is known as a digest, and no other text is', () => {
    expect(keptAsDigest({ ...asked, question: recorded('x'.repeat(5_000)) })).toBe(true);
    expect(keptAsDigest(asked)).toBe(false);
    expect(keptAsDigest({ ...asked, question: 'What is sha256:00?' })).toBe(false);
    expect(keptAsDigest({ query: recorded('x'.repeat(5_000)) })).toBe(false);
  });
});
