import { leads, type Telling } from './telling.js';

const told = (telling: Partial<Telling>): Telling => ({
  sourceUrl: 'https://town.gov/fair',
  pageUrl: 'https://town.gov/fair',
  contentDate: '2026-11-02T08:00:00.000Z',
  title: 'Job fair',
  ...telling,
});

describe('whose words a signal is told in', () => {
  const own = told({});
  const listed = told({ pageUrl: 'https://news.org/week', contentDate: '2026-10-01T08:00:00.000Z' });
  const earlier = told({
    sourceUrl: 'https://z.org/',
    pageUrl: 'https://z.org/',
    contentDate: '2026-11-01T08:00:00.000Z',
  });
  const undated = told({ sourceUrl: 'https://a.org/', pageUrl: 'https://a.org/', contentDate: null });

  it('are those of its own page before those of a list, whatever their dates', () => {
    expect([leads(own, listed), leads(listed, own)]).toEqual([true, false]);
  });

  it('are those published first, and an undated page comes last', () => {
    expect([leads(earlier, own), leads(own, undated), leads(undated, earlier)]).toEqual([true, true, false]);
  });

  it('are decided by the address where nothing else differs', () => {
    const other = told({ sourceUrl: 'https://art.org/', pageUrl: 'https://art.org/' });
    expect([leads(other, own), leads(own, other)]).toEqual([true, false]);
  });

  it('come out the same in whichever order the pages are read, and never lead themselves', () => {
    const all = [own, listed, earlier, undated];
    const last = (order: readonly Telling[]) => order.reduce((best, next) => (leads(next, best) ? next : best));
    for (const one of all) expect(leads(one, one)).toBe(false);
    for (let n = 0; n < all.length; n += 1) {
      const turned = [...all.slice(n), ...all.slice(0, n)];
      expect([last(turned), last(turned.toReversed())]).toEqual([earlier, earlier]);
    }
  });
});
