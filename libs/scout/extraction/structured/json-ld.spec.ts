import { parseDocument } from '../html/dom.js';
import { jsonLdEvents } from './json-ld-events.js';
import { decoded, embeddedEventText, jsonLdObjects, tolerantJson } from './json-ld.js';

const context = { url: 'https://a.test/events', at: new Date('2026-06-01T00:00:00Z'), timeZone: 'America/Chicago' };
const page = (json: string, body = '') =>
  parseDocument(`<html><head><script type="application/ld+json">${json}</script></head><body>${body}</body></html>`);
const event = (more: object = {}) =>
  JSON.stringify({
    '@type': 'Event',
    name: 'River cleanup',
    startDate: '2026-06-14T09:00',
    endDate: '2026-06-14T12:00:00-05:00',
    eventStatus: 'https://schema.org/EventScheduled',
    location: {
      '@type': 'Place',
      name: 'Boat ramp',
      address: { streetAddress: '1 River Rd', addressLocality: 'Alder Falls' },
      geo: { latitude: 44.1, longitude: -91.2 },
    },
    organizer: { name: 'River Friends' },
    ...more,
  });

describe('tolerantJson', () => {
  it.each([
    ['comments', '/* x */ {"a": 1}'],
    ['a trailing comma', '{"a": 1,}'],
    ['bad escapes', String.raw`{"a": "it\'s"}`],
    ['control characters', '{"a": "x\n\ty"}'],
    ['junk after the end', '{"a": 1}} trailing'],
    ['an HTML comment around it', '<!-- {"a": 1} -->'],
  ])('reads JSON with %s', (_, text) => {
    expect(tolerantJson(text)).toMatchObject({ a: expect.anything() });
  });
  it('gives nothing for what is none', () => {
    expect(tolerantJson('window.x = y')).toBeNull();
  });
});

describe('jsonLdEvents', () => {
  it('reads an event with its place, zone and quote from the visible text', () => {
    const [found] = jsonLdEvents(page(event()), 'Welcome\nRiver cleanup on Sunday\nBring gloves', context);
    expect(found?.content).toMatchObject({
      type: 'gathering',
      title: 'River cleanup',
      startsAt: '2026-06-14T09:00:00-05:00',
      endsAt: '2026-06-14T12:00:00-05:00',
      locationName: 'Boat ramp, 1 River Rd, Alder Falls',
      location: { latitude: 44.1, longitude: -91.2 },
      organizer: 'River Friends',
      eventStatus: 'scheduled',
    });
    expect(found?.quote).toContain('River cleanup on Sunday');
  });
  it('knows cancelled and postponed ones, subtypes, graphs and arrays', () => {
    const graph = `{"@graph": [${event({ '@type': ['Thing', 'MusicEvent'], eventStatus: 'EventCancelled' })}, [${event({ name: 'Second', eventStatus: 'http://schema.org/EventPostponed' })}]]}`;
    expect(jsonLdEvents(page(graph), '', context).map(({ content }) => content.eventStatus)).toEqual([
      'cancelled',
      'postponed',
    ]);
  });
  it('never invents a start', () => {
    expect(jsonLdEvents(page(event({ startDate: 'soon' })), '', context)).toEqual([]);
  });
  it('makes an event that only machines see quotable', () => {
    const document = page(event());
    const archived = `Welcome\n\n${embeddedEventText(document, 'Welcome')}`;
    const [found] = jsonLdEvents(document, archived, context);
    expect(archived.replace(/\s+/g, ' ')).toContain(found?.quote.replace(/\s+/g, ' '));
  });
  it('survives a page full of broken blocks', () => {
    expect(jsonLdObjects(page('{{{'))).toEqual([]);
  });
});

it('decodes what writers leave in JSON strings', () => {
  expect(decoded('Tom &amp; Jerry&#8217;s <b>caf&#xe9;</b>')).toBe('Tom & Jerry’s café');
});
