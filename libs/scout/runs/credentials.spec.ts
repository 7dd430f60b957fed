import { missingCredential } from './credentials.js';

const none = { llm: false, search: false };

describe('missing credentials', () => {
  it('are named, with what to do', () => {
    const refusal = missingCredential('actor_discovery', 'live', none);
    expect(refusal).toMatchObject({ code: 'MISSING_CREDENTIAL' });
    expect(refusal?.message).toContain('ANTHROPIC_API_KEY and SERPER_API_KEY');
    expect(refusal?.unblocks).toContain('SCOUT_MODE=structured');
  });
  it('stop nothing in structured mode', () => {
    expect(missingCredential('full', 'structured', none)).toBeNull();
    expect(missingCredential('synthesis', 'structured', none)).toBeNull();
  });
  it('of search stop what is nothing without it, not a full run', () => {
    const has = { llm: true, search: false };
    expect(missingCredential('full', 'live', has)).toBeNull();
    expect(missingCredential('scrape', 'live', has)).toBeNull();
    expect(missingCredential('actor_discovery', 'live', has)?.message).toContain('SERPER_API_KEY, which is not set');
  });
});
