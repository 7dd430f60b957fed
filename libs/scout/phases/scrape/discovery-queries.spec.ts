import { newQueries, querySources, templateQueries } from './discovery-queries.js';

describe('newQueries', () => {
  const ask = (...queries: string[]) => queries.map((query) => ({ query }));
  it('drops what is known or said twice', () => {
    expect(
      newQueries(ask('food pantry austin', 'austin food pantry', 'rent help austin'), ['rent help in austin'], 10),
    ).toEqual(ask('food pantry austin'));
  });
  it('keeps to its limit', () => {
    expect(newQueries(ask('one thing', 'other matter', 'third subject'), [], 2)).toHaveLength(2);
  });
});

it('makes a response query of each tension, with its heat', () => {
  const [source] = querySources(
    templateQueries('Austin', [{ id: 't1', title: 'rent rises' }]),
    'gap_analysis',
    () => 0.5,
  );
  expect(source).toMatchObject({
    canonicalValue: 'help with rent rises Austin',
    role: 'response',
    weight: 0.3,
    gapContext: { tensionId: 't1', heat: 0.5 },
  });
});
