import { fixedPartEdited } from './question.js';

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
