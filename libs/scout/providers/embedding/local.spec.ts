import { LocalEmbedding } from './local.js';

const call = { signal: new AbortController().signal, idempotencyKey: 'k', runId: 'r', step: 's' };
const SAME: [string, string][] = [
  [
    'Community cleanup of Mill Creek on Saturday. Volunteers meet at the Oak Street bridge at 9 am; gloves and bags are provided.',
    'Help clean up Mill Creek this Saturday: meet 9 a.m. at Oak Street bridge. We bring gloves and trash bags.',
  ],
  [
    'Free produce at the East Side Food Bank every Tuesday from 3 to 6 pm, no ID needed.',
    'East Side Food Bank gives out free fruit and vegetables on Tuesdays, 3-6 pm. No identification required.',
  ],
  [
    'Tenants at Maple Court report no heat for two weeks',
    'No heat for two weeks, say tenants of the Maple Court apartments',
  ],
  [
    'Winter coat drive needs volunteers to sort donations',
    'Volunteers needed: sorting donated coats for the winter coat drive',
  ],
];
const THEME: [string, string][] = [
  [
    'Tenants at Maple Court report no heat for two weeks',
    'Rents rise 14 percent in a year, pushing families out of the west side',
  ],
  ['Winter coat drive needs volunteers to sort donations', 'Food bank short of volunteers for holiday deliveries'],
  [
    'Boil water advisory for the north side after a main break.',
    'Free bottled water for north side residents at fire station 3',
  ],
];
const UNRELATED: [string, string][] = [
  [
    'Tenants at Maple Court report no heat for two weeks',
    'Story time for toddlers at the library, Wednesdays at 10 am',
  ],
  ['Bird walk in Riverside Park, bring binoculars', 'Free legal clinic for tenants facing eviction, Thursdays at 5 pm'],
];

describe('local embeddings', () => {
  const embedding = new LocalEmbedding();
  async function cosines(pairs: [string, string][]): Promise<number[]> {
    const { value } = await embedding.embed(pairs.flat(), 'document', call);
    return pairs.map((_, index) => {
      const [a, b] = [value[2 * index]!, value[2 * index + 1]!];
      return a.reduce((sum, component, at) => sum + component * b[at]!, 0);
    });
  }

  it('gives unit vectors of 1024 dimensions, in order, at no cost, also for an empty text', async () => {
    const given = await embedding.embed(['a park', '', 'a school'], 'document', call);
    expect(given.value.map((vector) => vector.length)).toEqual([1024, 1024, 1024]);
    for (const vector of given.value) expect(Math.hypot(...vector)).toBeCloseTo(1, 4);
    expect(given.costMicroUsd).toBe(0);
    const alone = await embedding.embed(['a school'], 'document', call);
    expect(given.value[2]![5]).toBeCloseTo(alone.value[0]![5]!, 4);
  }, 30_000);

  it('keeps the bands its thresholds were chosen from', async () => {
    const { thresholds } = embedding;
    expect(Math.min(...(await cosines(SAME)))).toBeGreaterThan(thresholds.refresh);
    const theme = await cosines(THEME);
    expect(Math.max(...theme)).toBeLessThan(thresholds.refresh - 0.1);
    expect(Math.min(...theme)).toBeGreaterThan(thresholds.response);
    expect(Math.max(...(await cosines(UNRELATED)))).toBeLessThan(thresholds.similar);
  }, 30_000);

  it('stops when it is aborted', async () => {
    const signal = AbortSignal.abort(new Error('stopped'));
    await expect(embedding.embed(['a'], 'query', { ...call, signal })).rejects.toThrow('stopped');
  });
});
