import { fromAnswer, type ExtractedSignal } from './answer.js';

const answer: ExtractedSignal = {
  document_index: 0,
  type: 'gathering',
  title: ' Town hall ',
  summary: 's',
  quote: 'q',
  sensitivity: 'general',
  location: null,
  starts_at: null,
  ends_at: null,
  time_zone: null,
  rrule: null,
  event_status: null,
  action_url: null,
  permalink: null,
  organizer: null,
  author: null,
  content_date: null,
  availability: null,
  is_ongoing: null,
  eligibility: null,
  urgency: null,
  what_needed: null,
  goal: null,
  severity: null,
  category: null,
  effective_date: null,
  source_authority: null,
  what_would_help: null,
  mentioned_organizations: [],
  implied_queries: [],
  resources: [],
  tags: [],
  first_hand: true,
  language: 'en',
};
const read = (more: Partial<ExtractedSignal>) =>
  fromAnswer({ ...answer, ...more }, 'https://a.test/', 'America/Chicago').content;

describe('fromAnswer', () => {
  it("gives times the region's offset", () => {
    expect(read({ starts_at: '2026-06-14T09:00' }).startsAt).toBe('2026-06-14T09:00:00-05:00');
  });
  it('makes a malformed date null, never an error', () => {
    expect(read({ starts_at: 'mid-June', ends_at: '2026-99-99' })).toMatchObject({ startsAt: null, endsAt: null });
  });
  it('drops words that only fill a field', () => {
    expect(read({ availability: 'Contact for details', organizer: 'N/A' })).toMatchObject({
      availability: null,
      organizer: null,
    });
  });
  it('refuses addresses that are none, and coordinates off the Earth', () => {
    expect(
      read({ action_url: 'javascript:x', location: { name: 'Hall', latitude: 144, longitude: 0, precision: 'exact' } }),
    ).toMatchObject({ actionUrl: null, location: null, locationName: 'Hall' });
  });
  it("prefers a post's own permalink", () => {
    expect(read({ permalink: 'https://social.test/p/1' }).sourceUrl).toBe('https://social.test/p/1');
    expect(read({}).sourceUrl).toBe('https://a.test/');
  });
  it('keeps at most 3 implied queries and 5 tags', () => {
    const content = read({ implied_queries: ['a', 'b', 'c', 'd'], tags: ['A b', 'a-b', 'c', 'd', 'e', 'f', 'g'] });
    expect(content.impliedQueries).toHaveLength(3);
    expect(content.tags).toEqual(['a-b', 'c', 'd', 'e', 'f']);
  });
});
