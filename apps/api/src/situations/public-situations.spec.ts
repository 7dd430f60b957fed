import { publicIds } from './public-situations.js';

const flood = { title: 'Flood on River Street', summary: 'Cellars stand under water.' };
const raid = { title: 'Family hides at Elm chapel', summary: null };
const situation = { id: 's', headline: 'Flood on River Street', lede: 'Cellars stand under water.' };

describe('situations that the public sees', () => {
  it('have a member that it may read', () => {
    expect(publicIds([{ ...situation, shown: [], hidden: [flood] }])).toEqual([]);
    expect(publicIds([{ ...situation, shown: [flood], hidden: [] }])).toEqual(['s']);
  });
  it('do not repeat what only a hidden member says', () => {
    expect(publicIds([{ ...situation, lede: 'A family hides.', shown: [flood], hidden: [raid] }])).toEqual([]);
  });
  it('stay when hidden members have nothing to do with their words', () => {
    expect(publicIds([{ ...situation, shown: [flood], hidden: [raid] }])).toEqual(['s']);
  });
  it('may say in other words what nobody hides', () => {
    expect(publicIds([{ ...situation, headline: 'High water', shown: [flood], hidden: [] }])).toEqual(['s']);
  });
});
