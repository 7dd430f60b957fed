import { checkCitations } from '../../domain/index.js';
import { extractiveDispatch } from './extractive-dispatch.js';
import { namingSignal } from './weave-by-similarity.js';

const signals = [
  { id: 't1', title: 'Tap water is brown on Elm Street', type: 'tension' as const, causeHeat: 0.4, summary: '' },
  { id: 'a1', title: 'Bottled water given out at the library!', type: 'aid' as const, causeHeat: 0.9, summary: '' },
];

describe('a situation told without a model', () => {
  it('is named after its tension, not its hottest signal', () => {
    expect(namingSignal(signals)?.id).toBe('t1');
  });
  it('leads with the response and cites every sentence', () => {
    const body = extractiveDispatch(signals);
    expect(body.startsWith('Bottled water')).toBe(true);
    const sources = new Map(signals.map(({ id, title }) => [id, { title, summary: '', quotes: [] }]));
    expect(checkCitations(body, sources)).toMatchObject({ problems: [], fidelity: 1 });
  });
});
