import { actorPlace } from './actor-location.js';

const now = new Date('2026-06-30T00:00:00Z');
const at = (placeName: string, day = '2026-06-01T00:00:00Z') => ({ placeName, at: day });

describe('actorPlace', () => {
  it('is the plurality place of two signals', () => {
    expect(
      actorPlace({ current: null, bio: null, authored: [at('Phillips'), at('phillips'), at('Uptown')], now }),
    ).toBe('phillips');
  });
  it('stays with one signal, with a tie, and with old signals', () => {
    expect(actorPlace({ current: 'Uptown', bio: null, authored: [at('Phillips')], now })).toBe('Uptown');
    expect(actorPlace({ current: 'Uptown', bio: null, authored: [at('A1'), at('A1'), at('B1'), at('B1')], now })).toBe(
      'Uptown',
    );
    expect(
      actorPlace({
        current: null,
        bio: null,
        authored: [at('Phillips', '2026-01-01'), at('Phillips', '2026-01-02')],
        now,
      }),
    ).toBeNull();
  });
  it('believes a bio that one signal confirms', () => {
    expect(
      actorPlace({ current: 'Uptown', bio: 'Neighbours of Phillips, since 1990', authored: [at('Phillips')], now }),
    ).toBe('Phillips');
  });
});
