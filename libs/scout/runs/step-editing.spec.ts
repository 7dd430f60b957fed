import type { Json } from '#durable';
import { recorded } from '../agents/question.js';
import { editRefusal, whyInputFixed } from './step-editing.js';

const step = (input: Json, more: { hasInput?: boolean; workflow?: string } = {}) => ({
  key: 'search',
  hasInput: true,
  workflow: 'scrape',
  input,
  ...more,
});
const question = (text: string) => ({ task: 'read', version: 1, question: text });
const pages = question(recorded('x'.repeat(5_000)));

describe('whether an input can be edited', () => {
  it('it can when the journal has it', () => {
    expect(whyInputFixed(step({ query: 'a' }))).toBeNull();
    expect(whyInputFixed(step(question('What?')))).toBeNull();
  });

  it('it cannot when there is none, when the journal has a digest in its place, or when nothing can be forked', () => {
    expect(whyInputFixed(step(null, { hasInput: false }))).toMatch(/nothing to edit/);
    expect(whyInputFixed(step(pages))).toMatch(/digest/);
    expect(whyInputFixed(step({ query: 'a' }, { workflow: 'scrape_source' }))).toMatch(/fork/);
    expect(editRefusal(step(pages), question('What?'))).toMatchObject({
      code: 'STEP_INPUT_FIXED',
      message: expect.stringContaining('digest') as string,
    });
  });
});

describe('an edited input', () => {
  const misfit = (own: Json, edited: Json) => editRefusal(step(own), edited);

  it('takes the place of its own when its texts say something', () => {
    expect(misfit({ query: 'a' }, { query: 'b' })).toBeNull();
    expect(misfit({ topics: ['a'], limit: 3 }, { topics: ['b', 'c'], limit: 5 })).toBeNull();
    expect(misfit({ query: 'a', note: '' }, { query: 'b', note: ' ' })).toBeNull();
    expect(misfit({ texts: [] }, { texts: [] })).toBeNull();
  });

  it('that stays as long as its own does so too, however long that is', () => {
    const long = { query: 'x'.repeat(30_000) };
    expect(misfit(long, { query: 'y'.repeat(30_000) })).toBeNull();
    expect(misfit(long, { query: 'y'.repeat(30_001) })).toMatchObject({ code: 'STEP_INPUT_MISFIT' });
  });

  it.each<[string, Json, Json, string]>([
    ['a blank text', { query: 'a' }, { query: ' \n' }, '"query" is blank'],
    ['a blank text in a list', { topics: ['a', 'b'] }, { topics: ['a', ''] }, '"topics" is blank'],
    ['a blank text more', { topics: ['a'] }, { topics: ['a', ''] }, '"topics" is blank'],
    ['an empty list', { topics: ['a'] }, { topics: [] }, '"topics" is empty'],
    ['a text without end', { query: 'a' }, { query: 'x'.repeat(50_000) }, '"query" has 50000 characters'],
    ['a blank text alone', 'a', '', 'the input is blank'],
  ])('with %s is refused, and the field is named', (_, own, edited, problem) => {
    expect(misfit(own, edited)).toMatchObject({
      code: 'STEP_INPUT_MISFIT',
      message: expect.stringContaining(problem) as string,
    });
  });

  it('of another shape is left to the engine', () => {
    expect(misfit({ query: 'a' }, { query: 1 })).toBeNull();
    expect(misfit({ query: 'a' }, null)).toBeNull();
  });
});
