import { accountsOf } from '../reader/knowledge.js';
import { buildTown } from '../town.js';
import type { TrueSignal } from '../world/types.js';
import { DIMENSIONS, SentenceVectors } from './sentence-vectors.js';

const town = buildTown(new Date('2026-11-21T15:00:00Z'));
const stored = town.signals.filter(({ excluded }) => excluded === undefined);
const vectors = new SentenceVectors();
const textOf = ({ title, summary }: Pick<TrueSignal, 'title' | 'summary'>): string => `${title}\n${summary}`;
const cosine = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);

describe('the vectors', () => {
  let known: ReadonlyMap<string, number[]>;
  beforeAll(async () => {
    const embedded = await vectors.embed(stored.map(textOf));
    known = new Map(stored.map(({ id }, index) => [id, embedded[index]!]));
  }, 120_000);
  const between = (a: string, b: string): number => cosine(known.get(a)!, known.get(b)!);

  it('have 1024 places and length one', () => {
    const vector = known.get('brown-water')!;
    expect(vector).toHaveLength(DIMENSIONS);
    expect(cosine(vector, vector)).toBeCloseTo(1, 6);
  });

  it('take a rewording of one event for the same (at least 0.92)', async () => {
    const cleanup = stored.find(({ id }) => id === 'creek-cleanup')!;
    const told = await vectors.embed(accountsOf(cleanup).map(textOf));
    expect(told).toHaveLength(4);
    // Whichever page is read first, the others must be known again.
    for (const one of told) for (const other of told) expect(cosine(one, other)).toBeGreaterThanOrEqual(0.92);
  });

  it('take a paraphrase for related (0.65 to 0.85)', async () => {
    const [paraphrase] = await vectors.embed([
      'Cleaning up Mill Creek\nNeighbors meet at the bridge on Foundry Street to pick litter out of the creek.',
    ]);
    const found = cosine(paraphrase!, known.get('creek-cleanup')!);
    expect(found).toBeGreaterThanOrEqual(0.65);
    expect(found).toBeLessThan(0.85);
  });

  it('keep most unrelated items below 0.5', () => {
    const all = stored
      .flatMap((a, index) => stored.slice(index + 1).map((b) => between(a.id, b.id)))
      .sort((a, b) => a - b);
    expect(all[Math.floor(all.length / 2)]).toBeLessThan(0.5);
  });

  it('bring an answer near its tension: at least 0.4, and among the nearest five of most', () => {
    const responders = stored.filter(({ type }) => type === 'aid' || type === 'gathering' || type === 'need');
    const ranks = town.links.map(({ from, to }) => {
      expect(between(from, to)).toBeGreaterThanOrEqual(0.4);
      return responders.toSorted((a, b) => between(b.id, to) - between(a.id, to)).findIndex(({ id }) => id === from);
    });
    expect(ranks.filter((rank) => rank < 5).length / ranks.length).toBeGreaterThanOrEqual(0.9);
  });

  it('never take two true items of the town for one', () => {
    const confused = stored.flatMap((a, index) =>
      stored
        .slice(index + 1)
        .filter((b) => a.type === b.type && between(a.id, b.id) >= (sharesPage(a, b) ? 0.85 : 0.92))
        .map((b) => [a.id, b.id]),
    );
    expect(confused).toEqual([]);
  });
});

const sharesPage = (a: TrueSignal, b: TrueSignal): boolean => {
  const pages = new Set(accountsOf(a).map(({ url }) => url));
  return accountsOf(b).some(({ url }) => pages.has(url));
};
