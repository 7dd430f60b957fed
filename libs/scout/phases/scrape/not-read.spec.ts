import { notReadFindings, notReadWarnings } from './not-read.js';

const page = (url: string, because: string, sourceId = 's') => ({
  url,
  because,
  sourceId,
  reason: `extract: ${because}`,
});
const region = { slug: 'r', name: 'Region' };

describe('what a run says it could not read', () => {
  it('is nothing when it read everything', () => {
    expect(notReadWarnings([], [])).toEqual([]);
    expect(notReadFindings(region, [], [])).toEqual([]);
  });
  it('counts pages, sources and causes', () => {
    const [pages, sources] = notReadWarnings(
      [page('a', 'budget'), page('b', 'failed'), page('c', 'failed', 't')],
      [{ id: 'u', value: 'https://u.test', reason: 'Serper answered 500' }],
    );
    expect(pages).toMatch(/^3 pages of 2 sources not read \(failed 2, budget 1\)/);
    expect(sources).toBe('1 source failed, for example https://u.test: Serper answered 500');
  });
  it('is a finding about the region as long as pages are owed', () => {
    const [finding] = notReadFindings(region, [{ url: 'https://a.test', sourceId: 's', reason: null, tries: 1 }], []);
    expect(finding).toMatchObject({ type: 'pages_not_read', targetId: 'r', severity: 'warning' });
    expect(finding?.description).toMatch(/1 page .*https:\/\/a.test/);
  });
});
