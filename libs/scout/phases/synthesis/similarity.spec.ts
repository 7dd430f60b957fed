import type { EmbeddedSignal } from '#graph';
import { bulkEdges } from './similarity.js';

const signal = (id: string, embedding: number[], changed = true): EmbeddedSignal => ({
  id,
  type: 'tension',
  confidence: 0.81,
  sourceDiversity: 1,
  changed,
  embedding,
});
const unit = (angle: number): number[] => [Math.cos(angle), Math.sin(angle), 0, 0];

describe('similarity edges in bulk', () => {
  const all = [signal('a', unit(0)), signal('b', unit(0.3), false), signal('c', unit(1.5), false)];

  it('hold the true cosine and the weight from both confidences', () => {
    const [edge, ...others] = bulkEdges(all, 0.65);
    expect(others).toEqual([]);
    expect(edge).toMatchObject({ a: 'a', b: 'b' });
    expect(edge?.cosine).toBeCloseTo(Math.cos(0.3), 4);
    expect(edge?.weight).toBeCloseTo(Math.cos(0.3) * 0.81, 4);
  });

  it('are those of changed signals only', () => {
    expect(
      bulkEdges(
        all.map((one) => ({ ...one, changed: false })),
        0,
      ),
    ).toEqual([]);
  });

  it('find what brute force finds', () => {
    let seed = 7;
    const random = () => (seed = (seed * 16807) % 2147483647) / 2147483647 - 0.5;
    const many = Array.from({ length: 300 }, (_, index) => {
      const raw = Array.from({ length: 16 }, random);
      const length = Math.hypot(...raw);
      return signal(
        `s${String(index)}`,
        raw.map((value) => value / length),
        index < 20,
      );
    });
    const found = new Set(bulkEdges(many, 0.65).map(({ a, b }) => `${a} ${b}`));
    const wanted = many.slice(0, 20).flatMap((one) =>
      many
        .filter((other) => other.id !== one.id)
        .map((other) => ({
          key: `${one.id} ${other.id}`,
          cosine: one.embedding.reduce((sum, value, i) => sum + value * other.embedding[i]!, 0),
        }))
        .toSorted((x, y) => y.cosine - x.cosine)
        .slice(0, 20)
        .filter(({ cosine }) => cosine >= 0.66),
    );
    const hit = wanted.filter(({ key }) => found.has(key)).length;
    expect(hit / Math.max(1, wanted.length)).toBeGreaterThanOrEqual(0.99);
  });
});
