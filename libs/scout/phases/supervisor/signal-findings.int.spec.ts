import { createAlways, draft } from '../../../graph/testing/signal-drafts.js';
import type { TownLab } from '../testing/town-lab.js';
import { openTownLab } from '../testing/town-lab.js';

const MINUTES = 60_000;

describe('the supervisor against a source', () => {
  let lab: TownLab;
  beforeAll(async () => {
    lab = await openTownLab({ mode: 'structured' });
    const { regionRuns, region } = lab;
    await regionRuns.transition(region.slug, {
      allowedFrom: ['idle'],
      to: 'running_situation_weaver',
      runId: 'earlier-run',
    });
    await regionRuns.complete(region.slug, {
      runId: 'earlier-run',
      to: 'situation_weaver_complete',
      release: true,
    });
  }, 3 * MINUTES);
  afterAll(() => lab.close(), MINUTES);

  it(
    'lets a rejected and a private signal weigh on it, and lifts the weight when a person publishes them',
    async () => {
      const { services, region } = lab;
      const { created } = await services.sources.upsertMany(region.slug, [
        {
          canonicalKey: 'k',
          canonicalValue: 'k',
          kind: 'page',
          role: 'mixed',
          discoveryMethod: 'curated',
          weight: 0.5,
        },
      ]);
      const sourceId = created[0]!.id;
      const url = (page: string) => `https://example.org/${page}`;
      const stored = await services.signals.store(
        region.slug,
        [
          draft({ sourceId, title: 'Read more', sourceUrl: url('a') }),
          draft({ sourceId, title: 'Soup', summary: 'Call Jane at her home, jane.doe@gmail.com', sourceUrl: url('b') }),
        ],
        createAlways,
      );
      const penalty = async () => (await services.sources.all(region.slug))[0]!.qualityPenalty;
      expect((await lab.run('supervisor')).status).toBe('completed');
      expect((await services.findings.list(region.slug, {})).items.map(({ type }) => type).toSorted()).toEqual([
        'private_contact',
        'rejected_signal',
      ]);
      expect(await penalty()).toBeCloseTo(0.7);

      // Nothing was reviewed again; what was found still holds.
      await lab.run('supervisor');
      expect(await penalty()).toBeCloseTo(0.7);

      await services.signals.setReview(stored.map(({ id }) => ({ id, status: 'live', reason: 'read by a person' })));
      await lab.run('supervisor');
      expect(await penalty()).toBe(1);
    },
    2 * MINUTES,
  );
});
