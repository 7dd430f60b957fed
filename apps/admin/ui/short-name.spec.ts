import { shortName } from './short-name';

const ID = 'a58ec1a4-5968-59f6-8d67-19ef7205fbdc';
const whole = (name: string): string => {
  const { head, tail } = shortName(name);
  return head + tail;
};

describe('a short name', () => {
  it('has ids of eight digits', () => {
    expect(whole(`investigate: ${ID}: judge`)).toBe('investigate: a58ec1a4…: judge');
    expect(shortName(`quote of ${ID}`)).toEqual({ head: 'quote of a58ec1a4…', tail: '' });
  });

  it('keeps the end of a long one, which tells it from others', () => {
    const step = `investigate: ${ID}: search Cars speed through the crossing Lincoln School`;
    expect(shortName(step).tail).toBe('g Lincoln School');
  });

  it('loses nothing else', () => {
    const name = 'extract: https://city.example/events?month=11 🌾🌾';
    expect(whole(name)).toBe(name);
  });

  it('leaves one whole that is short already', () => {
    expect(shortName('Situation Weaver')).toEqual({ head: 'Situation Weaver', tail: '' });
  });
});
