import type { RunEvent } from '#durable';
import { eventually } from '../../durable/testing/durable-lab.js';
import { normaliseTitle } from '../domain/index.js';
import type { TownLab } from './testing/town-lab.js';
import { openTownLab } from './testing/town-lab.js';

const MINUTES = 60_000;

async function titles({ services, region }: TownLab): Promise<Set<string>> {
  const stored = await services.signals.list(region.slug, {}, { first: 500 });
  return new Set(stored.items.map(({ title }) => normaliseTitle(title)));
}

/** True signals that are not stored under the title of any page that tells them: which page is read first is a matter of luck. */
async function missing(lab: TownLab): Promise<string[]> {
  const stored = await titles(lab);
  return lab.truth.signals
    .filter(({ injected, duplicateOf }) => injected !== true && duplicateOf === undefined)
    .filter(
      ({ title, alsoAt }) =>
        ![title, ...alsoAt.map((other) => other.title)].some((one) => stored.has(normaliseTitle(one))),
    )
    .map(({ title }) => title);
}

const openFindings = async ({ services, region }: TownLab, type: string) =>
  (await services.findings.list(region.slug, { type, status: 'open', first: 100 })).items;

describe('a model, a search and social platforms that fail at once', () => {
  const fault = {
    anthropic: { status: 500, errorRate: 0.5 },
    serper: { malformed: true, errorRate: 0.8 },
    apify: { status: 500 },
  };
  let lab: TownLab;
  beforeAll(async () => {
    lab = await openTownLab({ mode: 'town' });
  }, 3 * MINUTES);
  afterAll(() => lab.close(), MINUTES);

  it(
    'leaves a run that says what it could not read',
    async () => {
      for (const phase of ['bootstrap', 'actor_discovery'] as const) expect((await lab.run(phase)).error).toBeNull();
      await lab.fault(fault);
      const run = await lab.run('scrape');
      await lab.calm();
      expect(run.status).toBe('completed');
      const { skipped, counts } = run.output as { skipped: string[]; counts: Record<string, number> };
      expect(counts['pagesNotRead']).toBeGreaterThan(5);
      expect(skipped.join('\n')).toMatch(/\d+ pages of \d+ sources not read \(failed \d+.*Anthropic/);
      const [finding] = await openFindings(lab, 'pages_not_read');
      expect(finding?.description).toMatch(/signals may be missing/);
      const told = (events: readonly RunEvent[]): boolean => events.some(({ type }) => type === 'pages_not_read');
      expect(told(await eventually(() => lab.events(run.id), told))).toBe(true);
      expect(counts['sourcesFailed']).toBeGreaterThan(1);
      expect(skipped.join('\n')).toMatch(/\d+ sources failed, for example .*(?:Serper|Apify)/);
      const failing = (await lab.services.sources.all(lab.region.slug)).filter(({ failureCount }) => failureCount > 0);
      expect(failing.length).toBeGreaterThan(1);
      expect(failing.every(({ lastScraped, lastFailure }) => lastScraped === null && lastFailure !== null)).toBe(true);
      expect(await missing(lab)).not.toEqual([]);
    },
    12 * MINUTES,
  );

  it(
    'costs no signal: the next run reads what is owed',
    async () => {
      const run = await lab.run('scrape');
      expect(run.status).toBe('completed');
      // The town has pages that never load; nothing else is left.
      const { skipped } = run.output as { skipped: string[] };
      expect(skipped.join('\n')).not.toMatch(/failed|extract/);
      expect(await missing(lab)).toEqual([]);
      for (const { description } of await openFindings(lab, 'pages_not_read'))
        expect(description).not.toMatch(/extract/);
    },
    12 * MINUTES,
  );
});

describe('a web that fails half of the time, without any key', () => {
  let lab: TownLab;
  beforeAll(async () => {
    lab = await openTownLab({
      mode: 'structured',
      curated: ({ signals }) => [...new Set(signals.map(({ url }) => url))],
    });
  }, 3 * MINUTES);
  afterAll(() => lab.close(), MINUTES);

  it(
    'costs no signal either',
    async () => {
      for (const phase of ['bootstrap', 'actor_discovery'] as const) expect((await lab.run(phase)).error).toBeNull();
      await lab.fault({ web: { status: 503, errorRate: 0.5 } });
      const troubled = await lab.run('scrape');
      await lab.calm();
      expect(troubled.output).toMatchObject({ counts: { pagesNotRead: expect.any(Number) as number } });
      expect((troubled.output as { skipped: string[] }).skipped.join('\n')).toMatch(/pages? of .* not read \(web/);
      const before = await titles(lab);
      await lab.run('scrape');
      const after = await titles(lab);
      expect(after.size).toBeGreaterThan(before.size);
      // Whatever was left by the first run was read by the second: a third finds nothing.
      await lab.run('scrape');
      expect(await titles(lab)).toEqual(after);
    },
    12 * MINUTES,
  );
});
