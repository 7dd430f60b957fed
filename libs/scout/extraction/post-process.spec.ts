import { contentOf } from '../signals/index.js';
import type { FoundSignal } from './found-signal.js';
import { postProcess } from './post-process.js';

const region = {
  slug: 'r',
  name: 'R',
  center: { latitude: 44, longitude: -91 },
  radiusKm: 20,
  timeZone: 'America/Chicago',
  geoTerms: [],
};
const now = new Date('2026-06-01T00:00:00Z');
const page = {
  url: 'https://pantry.test/',
  archiveId: 'a1',
  contentHash: 'h',
  retrievedAt: now.toISOString(),
  text: 'The food pantry is open\nevery Tuesday from 4 to 6 pm at Hope Church.',
  language: 'en',
  contentDate: null,
};
const found = (more: Partial<FoundSignal> = {}, content: Partial<FoundSignal['content']> = {}): FoundSignal => ({
  content: contentOf({
    type: 'aid',
    title: 'Food pantry',
    summary: 'Open every Tuesday',
    sourceUrl: page.url,
    ...content,
  }),
  quote: 'food pantry is open every Tuesday',
  readFrom: 'llm',
  author: null,
  organizations: [],
  resources: [],
  firstHand: true,
  certainty: 0.7,
  ...more,
});
const rejected = (...items: FoundSignal[]) =>
  postProcess(items, page, region, now).rejected.map(({ because }) => because);
const keptOne = (item: FoundSignal) => postProcess([item], page, region, now).kept[0];

describe('postProcess', () => {
  it('keeps an item with the words of the page as evidence', () => {
    expect(keptOne(found())?.evidence).toMatchObject({
      quote: 'food pantry is open\nevery Tuesday',
      alignment: 'whitespace',
      quoteOffset: 4,
      archiveId: 'a1',
      entity: 'pantry.test',
      channel: 'community',
    });
  });
  it.each([
    ['quote_not_found', found({ quote: 'the pantry is closed for good' })],
    ['junk_title', found({}, { title: 'Read more' })],
    ['second_hand', found({ firstHand: false })],
    ['too_old', found({}, { contentDate: '2024-01-01T00:00:00Z' })],
  ])('turns away: %s', (because, item) => {
    expect(rejected(item)).toEqual([because]);
  });
  it('keeps one of the same title and type in any case', () => {
    expect(rejected(found(), found({}, { title: 'FOOD PANTRY' }))).toEqual(['repeated']);
  });
  it('drops coordinates that only repeat the centre, or are not on Earth, and keeps the item', () => {
    expect(keptOne(found({}, { location: { latitude: 44.001, longitude: -91.001 } }))?.content.location).toBeNull();
    expect(keptOne(found({}, { location: { latitude: 144, longitude: 0 } }))?.content.location).toBeNull();
  });
  it('keeps what lies far away, not counted as local', () => {
    expect(keptOne(found({}, { location: { latitude: 10, longitude: 10 } }))).toMatchObject({ local: false });
  });
  it('takes contacts of private persons out of the text, and blurs by the words', () => {
    const kept = keptOne(found({}, { summary: 'Ask Maria at maria77@mail.com about ICE raids' }));
    expect(kept?.content).toMatchObject({
      summary: 'Ask Maria at [removed] about ICE raids',
      sensitivity: 'sensitive',
    });
  });
  it.each([
    ['another domain', 'https://other.test/1', ' https://other.test/1', page.url, 'https://other.test/1'],
    ['an address that the page does not give', 'https://pantry.test/1', '', page.url, null],
    ['an address of its domain that it gives', 'https://www.pantry.test/1', ' https://www.pantry.test/1', null, null],
  ])('takes evidence from the page that was read: %s', (_, sourceUrl, more, expected, actionUrl) => {
    const kept = postProcess([found({}, { sourceUrl })], { ...page, text: page.text + more }, region, now).kept[0];
    expect(kept?.content).toMatchObject({ sourceUrl: expected ?? sourceUrl, actionUrl });
    expect(kept?.evidence).toMatchObject({ sourceUrl: page.url, entity: 'pantry.test', channel: 'community' });
  });
  it("takes a link's target for an address that the page gives", () => {
    const sourceUrl = 'https://pantry.test/tuesdays';
    const linked = { ...page, links: [`${sourceUrl}/`] };
    expect(postProcess([found({}, { sourceUrl })], linked, region, now).kept[0]?.content.sourceUrl).toBe(sourceUrl);
  });
  it('does not count the page itself as a way to act', () => {
    expect(keptOne(found({}, { actionUrl: page.url }))?.content.actionUrl).toBeNull();
  });
  it('keeps emoji, other scripts and extreme dates as they are', () => {
    const text = { ...page, text: '食料配布 🥫 毎週火曜日の午後に開催 (2099)' };
    const kept = postProcess(
      [
        found(
          { quote: '食料配布 🥫 毎週火曜日の午後に開催' },
          { title: '食料配布 🥫', startsAt: '2099-01-01T00:00:00Z' },
        ),
      ],
      text,
      region,
      now,
    ).kept[0];
    expect(kept?.content).toMatchObject({ title: '食料配布 🥫', startsAt: '2099-01-01T00:00:00Z' });
  });
});
