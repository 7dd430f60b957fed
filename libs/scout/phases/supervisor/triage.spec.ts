import { echoes, incoherent, nearDuplicates } from './triage.js';

const signal = (id: string, startsAt: string | null = null) => ({
  id,
  type: 'gathering' as const,
  title: `Meeting ${id}`,
  startsAt,
});
const edge = (a: string, b: string, cosine: number) => ({ a, b, cosine, weight: cosine });

describe('triage', () => {
  it('names pairs that may be one, once whatever their order', () => {
    const signals = new Map([
      ['a', signal('a')],
      ['b', signal('b')],
    ]);
    expect(nearDuplicates(signals, [edge('b', 'a', 0.9)], 0.92)[0]?.targetId).toBe('a+b');
    expect(nearDuplicates(signals, [edge('a', 'b', 0.95)], 0.92)).toEqual([]);
  });
  it('takes a weekly series for what it is', () => {
    const signals = new Map([
      ['a', signal('a', '2026-06-01T10:00:00Z')],
      ['b', signal('b', '2026-06-08T10:00:00Z')],
    ]);
    expect(nearDuplicates(signals, [edge('a', 'b', 0.9)], 0.92)).toEqual([]);
  });
  it('warns of echoes', () => {
    expect(
      echoes([
        { id: 's', headline: 'h', echoScore: 0.81 },
        { id: 't', headline: 'h', echoScore: 0.8 },
      ]),
    ).toHaveLength(1);
  });
  it('doubts situations of many kinds without shared actors', () => {
    const situation = { id: 's', headline: 'h' };
    const types = ['aid', 'need', 'notice'];
    expect(incoherent([{ situation, types, voices: [['a'], ['b'], ['c']] }])).toHaveLength(1);
    expect(incoherent([{ situation, types, voices: [['a', 'b'], ['a', 'b'], ['c']] }])).toEqual([]);
  });
});
