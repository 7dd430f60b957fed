import { AgentMemory } from '../../agents/index.js';
import type { ReadPage } from '../../reading/index.js';
import type { FoundResponse } from './found-signals.js';
import { siftResponses } from './found-signals.js';
import { isoOrNull } from './found-dates.js';

const page: ReadPage = {
  kind: 'read',
  url: 'https://tenants.example/help',
  finalUrl: 'https://tenants.example/help',
  archiveId: 'a1',
  contentHash: 'h1',
  retrievedAt: '2026-06-01T10:00:00Z',
  changed: true,
};
const found: FoundResponse = {
  type: 'gathering',
  title: 'Tenant legal clinic',
  summary: 'Lawyers answer questions about evictions.',
  url: 'https://tenants.example/help#clinic',
  quote: 'free legal clinic for tenants every Tuesday',
  starts_at: 'next Tuesday',
  organizer: 'Tenant Union',
  location_name: null,
  match_strength: 0.8,
  explanation: 'It helps tenants.',
};
const memory = new AgentMemory();
memory.remember(page);
const text = 'We run a free legal clinic for tenants every Tuesday at the library.';
const sift = (one: FoundResponse) => siftResponses([one], memory, () => Promise.resolve(text), 'America/Chicago');

describe('what an agent found', () => {
  it('is kept with its quote when it stands on a page that was read', async () => {
    const { kept } = await sift(found);
    expect(kept[0]?.signal.evidence).toMatchObject({ archiveId: 'a1', quote: found.quote, quoteOffset: 9 });
    expect(kept[0]?.signal.location).toBeNull();
  });
  it('is dropped when its page was never read', async () => {
    const { kept, dropped } = await sift({ ...found, url: 'https://other.example/' });
    expect(kept).toEqual([]);
    expect(dropped[0]?.reason).toMatch(/never read/);
  });
  it('is dropped when its quote does not stand there', async () => {
    expect((await sift({ ...found, quote: 'a free clinic for everybody in town' })).kept).toEqual([]);
  });
  it('has no start when its date is malformed', async () => {
    expect((await sift(found)).kept[0]?.signal.startsAt).toBeNull();
    expect(isoOrNull('2026-06-02T18:00:00-05:00')).toBe('2026-06-02T18:00:00-05:00');
    expect(isoOrNull('2026-13-45')).toBeNull();
  });
});
