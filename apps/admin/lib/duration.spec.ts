import { duration, lengthInWords } from './duration';

describe('lengths of time', () => {
  it.each([
    [-5, '0 ms'],
    [340, '340 ms'],
    [12_040, '12.0 s'],
    [59_990, '1 m 0 s'],
    [200_000, '3 m 20 s'],
    [3_599_900, '1 h 0 m'],
    [25_740_000, '7 h 9 m'],
    [183_600_000, '2 d 3 h'],
  ])('%d ms are %s', (ms, words) => {
    expect(lengthInWords(ms)).toBe(words);
  });

  it('grow until they end, and are none before they begin', () => {
    const start = '2026-11-26T12:00:00Z';
    expect(duration(start, null, Date.parse(start) + 61_000)).toBe('1 m 1 s');
    expect(duration(start, '2026-11-26T12:00:05Z', 0)).toBe('5.0 s');
    expect(duration(null, null, 0)).toBe('–');
  });
});
