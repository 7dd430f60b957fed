import type { Signal } from '#graph';
import { signalsToCsv } from './csv.js';
import { signalsToGeoJson } from './geojson.js';
import { signalsToIcs } from './ics.js';
import { filterFromQuery } from './query-filter.js';

const signal = {
  id: 's1',
  type: 'gathering',
  title: '=HYPERLINK("http://evil")',
  summary: 'Two lines,\nand a comma',
  reviewStatus: 'live',
  confidence: 0.8,
  startsAt: '2026-12-01T18:30:00-06:00',
  endsAt: '2026-12-01T20:00:00-06:00',
  nextOccurrence: null,
  rrule: null,
  timeZone: 'America/Chicago',
  eventStatus: 'cancelled',
  location: { latitude: 44.1, longitude: -90.2 },
  locationName: 'City Hall',
  locationPrecision: 'exact',
  organizer: null,
  sourceUrl: 'https://city.example/a',
  actionUrl: null,
  language: 'en',
  tags: ['budget', 'hearing'],
  extractedAt: '2026-11-01T00:00:00Z',
  lastConfirmedAt: '2026-11-01T00:00:00Z',
} as unknown as Signal;
const rows = [{ signal, quote: 'holds a public hearing' }];

describe('exports of signals', () => {
  it('as CSV have no cell that a spreadsheet would run', () => {
    const csv = signalsToCsv(rows);
    expect(csv).toContain(`"'=HYPERLINK(""http://evil"")"`);
    expect(csv).toContain('"Two lines,\nand a comma"');
    expect(csv.split('\r\n')[0]).toMatch(/^\uFEFFid,type,title/);
  });
  it('as GeoJSON have longitude first', () => {
    const collection = JSON.parse(signalsToGeoJson(rows)) as { features: { geometry: { coordinates: number[] } }[] };
    expect(collection.features[0]?.geometry.coordinates).toEqual([-90.2, 44.1]);
  });
  it('as a calendar have gatherings with their times, cancelled ones marked', () => {
    const ics = signalsToIcs([...rows, { signal: { ...signal, id: 's2', type: 'aid' }, quote: null }], 'town');
    expect(ics.match(/BEGIN:VEVENT/g)).toHaveLength(1);
    expect(ics).toContain('DTSTART:20261202T003000Z');
    expect(ics).toContain('STATUS:CANCELLED');
  });
  it('as a calendar have the rule of recurring ones, by the clock on the wall', () => {
    const weekly = { ...signal, rrule: 'FREQ=WEEKLY;BYDAY=TU', nextOccurrence: '2027-01-05T18:30:00-06:00' };
    const ics = signalsToIcs([{ signal: weekly, quote: null }], 'town');
    expect(ics).toContain('RRULE:FREQ=WEEKLY;BYDAY=TU');
    expect(ics).toContain('DTSTART;TZID=America/Chicago:20261201T183000');
    expect(ics).toContain('DTEND;TZID=America/Chicago:20261201T200000');
    const odd = { ...weekly, rrule: 'FREQ=WEEKLY\r\nATTENDEE:x' };
    expect(signalsToIcs([{ signal: odd, quote: null }], 'town')).not.toContain('ATTENDEE');
  });
  it('take the filters of the list from the query string', () => {
    expect(
      filterFromQuery({ types: 'AID,need', reviewStatus: 'LIVE', minConfidence: '0.5', search: 'food' }),
    ).toMatchObject({
      types: ['aid', 'need'],
      reviewStatus: 'live',
      minConfidence: 0.5,
      search: 'food',
    });
    expect(() => filterFromQuery({ types: 'cars' })).toThrow(/GATHERING/);
    for (const from of ['soon', '2030-02-31', '2026-05-01T12:00:00'])
      expect(() => filterFromQuery({ from })).toThrow(/ISO/);
    const times = { from: '2026-05-01', to: '2026-05-01T23:59:59Z' };
    expect(filterFromQuery(times)).toMatchObject(times);
  });
});
