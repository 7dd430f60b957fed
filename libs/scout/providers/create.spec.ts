import { createProviders } from './create.js';
import { providersConfigSchema } from './config.js';

const KEYS = { ANTHROPIC_API_KEY: 'a', VOYAGE_API_KEY: 'v', SERPER_API_KEY: 's', APIFY_TOKEN: 't' };
const providers = (env: Record<string, string>) => createProviders(providersConfigSchema.parse(env));

describe('choice of adapters', () => {
  it('takes every service whose credential is given', () => {
    const all = providers({ SCOUT_MODE: 'live', ...KEYS });
    expect([all.llm, all.search, all.social]).not.toContain(null);
    expect(all.embedding.model).toBe('voyage-3.5');
  });
  it('does without the one that is missing, and embeds locally without a key', () => {
    const some = providers({ SCOUT_MODE: 'live', SERPER_API_KEY: 's', ANTHROPIC_API_KEY: '' });
    expect(some.llm).toBeNull();
    expect(some.search).not.toBeNull();
    expect(some.embedding.model).toBe('local-sentence-encoder-en');
  });
  it('pays nobody in structured mode, keys or not, and still knows places', async () => {
    const structured = providers({ SCOUT_MODE: 'structured', ...KEYS });
    expect([structured.llm, structured.search, structured.social]).toEqual([null, null, null]);
    expect(structured.embedding.model).toMatch(/^local-/);
    const place = await structured.geocoding.geocode('austin-tx', { signal: new AbortController().signal });
    expect(place?.displayName).toContain('Austin');
  });
  it('asks the gazetteer when the geocoder of structured mode can not be reached', async () => {
    const unreachable = providers({ SCOUT_MODE: 'structured', NOMINATIM_BASE_URL: 'http://127.0.0.1:9' });
    const place = await unreachable.geocoding.geocode('Detroit, MI', { signal: new AbortController().signal });
    expect(place?.timeZone).toBe('America/Detroit');
  });
});

describe('configuration', () => {
  it('has a default for everything but the keys', () => {
    expect(providersConfigSchema.parse({})).toMatchObject({
      SCOUT_MODE: 'town',
      LLM_MODEL_FAST: 'claude-haiku-4-5',
      LLM_MODEL_SMART: 'claude-sonnet-5',
      ANTHROPIC_BASE_URL: 'https://api.anthropic.com',
      PROVIDER_BAGGAGE: false,
      WEB_GATEWAY_NETS: [],
    });
  });
  it('names what is wrong, all at once, without the values of secrets', () => {
    const parsed = providersConfigSchema.safeParse({
      SCOUT_MODE: 'moon',
      VOYAGE_BASE_URL: 'nonsense',
      WEB_GATEWAY_NETS: '203.0.113.0/24, 300.1.1.1/8',
      WEB_GATEWAY_CONNECT: 'nowhere',
      ANTHROPIC_API_KEY: 'sk-secret',
    });
    const issues = parsed.error!.issues.map((issue) => issue.path.join('.'));
    expect(issues.sort()).toEqual(['SCOUT_MODE', 'VOYAGE_BASE_URL', 'WEB_GATEWAY_CONNECT', 'WEB_GATEWAY_NETS']);
    expect(JSON.stringify(parsed.error)).toContain('300.1.1.1/8');
    expect(JSON.stringify(parsed.error)).not.toContain('sk-secret');
  });
});
