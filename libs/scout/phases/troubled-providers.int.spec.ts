import type { RunEvent } from '#durable';
import { eventually } from '../../durable/testing/durable-lab.js';
import type { TownLab } from './testing/town-lab.js';
import { openTownLab } from './testing/town-lab.js';

const MINUTES = 60_000;

describe('phases when a provider is in trouble', () => {
  let lab: TownLab;
  beforeAll(async () => {
    lab = await openTownLab({ mode: 'town' });
  }, 3 * MINUTES);
  afterEach(() => lab.calm());
  afterAll(() => lab.close(), MINUTES);

  it(
    'fail, named, when a key is refused, and leave what stood before',
    async () => {
      await lab.fault({ anthropic: { status: 401 } });
      const run = await lab.run('bootstrap');
      expect(run.status).toBe('failed');
      const region = await lab.regionRuns.get(lab.region.slug);
      expect(region).toMatchObject({ status: 'idle', runId: null, failedPhase: 'bootstrap' });
      expect(region.lastError).toMatch(/ANTHROPIC_API_KEY|401|key/i);
    },
    MINUTES,
  );

  it(
    'get over a short overload by trying again',
    async () => {
      await lab.fault({ anthropic: { status: 529, times: 2 } });
      const run = await lab.run('bootstrap');
      expect(run.error).toBeNull();
      expect(run.output).toMatchObject({ skipped: [] });
    },
    MINUTES,
  );

  it(
    'bootstrap twice creates nothing new and asks nothing again',
    async () => {
      const before = await lab.services.sources.all(lab.region.slug);
      const run = await lab.run('bootstrap');
      expect(run.output).toMatchObject({ counts: { sourcesCreated: 0 } });
      expect(await lab.cost(run.id)).toBe(0);
      expect(await lab.services.sources.all(lab.region.slug)).toHaveLength(before.length);
    },
    MINUTES,
  );

  it(
    'say when a model declines, and go on',
    async () => {
      await lab.fault({ anthropic: { refusal: true } });
      const run = await lab.run('actor_discovery');
      expect(run.status).toBe('completed');
      expect(run.output).toMatchObject({ counts: { actorsDiscovered: 0 } });
      const told = (events: readonly RunEvent[]): boolean => events.some(({ type }) => type === 'llm_gave_nothing');
      expect(told(await eventually(() => lab.events(run.id), told))).toBe(true);
    },
    MINUTES,
  );

  it(
    'ask again about pages that a model declined, and keep actors with their quotes',
    async () => {
      const run = await lab.run('actor_discovery');
      expect(run.error).toBeNull();
      const { items } = await lab.services.actors.list(lab.region.slug, { first: 100 });
      expect(items.length).toBeGreaterThan(5);
      expect(items.every(({ evidence }) => evidence !== null && evidence.quote !== '')).toBe(true);
      const again = await lab.run('actor_discovery');
      expect(again.output).toMatchObject({ counts: { actorsDiscovered: 0 } });
      expect((await lab.services.actors.list(lab.region.slug, { first: 100 })).items).toHaveLength(items.length);
    },
    2 * MINUTES,
  );

  it(
    'end a scrape whose key is refused midway, though other sources were read',
    async () => {
      const [signal] = lab.truth.signals;
      await lab.fault({ anthropic: { status: 401, times: 1, match: signal!.url } });
      const run = await lab.run('scrape');
      expect(run).toMatchObject({ status: 'failed', error: { code: 'CREDENTIAL_REFUSED' } });
    },
    3 * MINUTES,
  );
});
