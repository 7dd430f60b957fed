import type { Signal } from '#graph';
import { locateQuote, normaliseTitle } from '../domain/index.js';
import type { TownLab } from './testing/town-lab.js';
import { openTownLab } from './testing/town-lab.js';

const MINUTES = 60_000;

async function allSignals({ services, region }: TownLab): Promise<Signal[]> {
  const signals: Signal[] = [];
  let after: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof services.signals.list>> = await services.signals.list(
      region.slug,
      {},
      { first: 500, after },
    );
    signals.push(...page.items);
    after = page.hasNextPage ? page.endCursor : null;
  } while (after !== null);
  return signals;
}

const keyOf = ({ type, title, startsAt }: Signal): string => JSON.stringify([type, normaliseTitle(title), startsAt]);

describe('a full run of the sample town', () => {
  let lab: TownLab;
  let firstCost = 0;
  let firstKeys: string[] = [];

  beforeAll(async () => {
    lab = await openTownLab({ mode: 'town' });
  }, 3 * MINUTES);
  afterAll(() => lab.close(), MINUTES);

  it(
    'finds what the town has, each with a quote that stands in its archived page',
    async () => {
      const run = await lab.run('full');
      expect(run.error).toBeNull();
      expect(run.status).toBe('completed');
      firstCost = await lab.cost(run.id);
      expect(firstCost).toBeGreaterThan(0);
      expect(await lab.regionRuns.get(lab.region.slug)).toMatchObject({ status: 'complete', runId: null });

      const signals = await allSignals(lab);
      firstKeys = signals.map(keyOf).toSorted();
      expect(new Set(firstKeys).size).toBe(firstKeys.length);
      const titles = new Set(signals.map(({ title }) => normaliseTitle(title)));
      const wanted = lab.truth.signals.filter(
        ({ injected, duplicateOf }) => injected !== true && duplicateOf === undefined,
      );
      const missing = wanted.filter(({ title }) => !titles.has(normaliseTitle(title))).map(({ title }) => title);
      expect(missing.length / wanted.length).toBeLessThanOrEqual(0.05);
      const injected = lab.truth.signals
        .filter((signal) => signal.injected === true)
        .map(({ title }) => normaliseTitle(title));
      expect(injected.filter((title) => titles.has(title))).toEqual([]);

      const evidence = await lab.services.signals.evidenceOf(signals.map(({ id }) => id));
      for (const signal of signals) {
        const pieces = evidence.get(signal.id) ?? [];
        expect(pieces.length).toBeGreaterThan(0);
        for (const piece of pieces) {
          const page = await lab.services.archive.get(piece.archiveId);
          expect(locateQuote(page?.mainText ?? '', piece.quote)).not.toBeNull();
        }
      }
    },
    6 * MINUTES,
  );

  it('connects tensions with what responds to them', async () => {
    const signals = await allSignals(lab);
    const title = new Map(lab.truth.signals.map((signal) => [signal.id, normaliseTitle(signal.title)]));
    const wanted = lab.truth.links
      .filter(({ kind }) => kind === 'RESPONDS_TO')
      .map(({ from, to }) => `${title.get(from) ?? ''} → ${title.get(to) ?? ''}`);
    const tensions = signals.filter(({ type }) => type === 'tension');
    const responses = await lab.services.signals.responsesOf(tensions.map(({ id }) => id));
    const found = tensions.flatMap((tension) =>
      (responses.get(tension.id) ?? []).map(
        ({ signal }) => `${normaliseTitle(signal.title)} → ${normaliseTitle(tension.title)}`,
      ),
    );
    expect(wanted.filter((link) => found.includes(link)).length / wanted.length).toBeGreaterThanOrEqual(0.8);
  });

  it('knows every actor of the town, and no private person', async () => {
    const { items } = await lab.services.actors.list(lab.region.slug, { first: 500 });
    const known = items.map(({ name }) => name);
    expect(lab.truth.actors.filter(({ name }) => !known.includes(name)).map(({ name }) => name)).toEqual([]);
    expect(items.filter(({ type }) => type === 'individual').map(({ name }) => name)).toEqual([]);
  });

  it('tells situations with citations that exist', async () => {
    const { items } = await lab.services.situations.list(lab.region.slug, { first: 100 });
    expect(items.length).toBeGreaterThanOrEqual(4);
    const dispatches = [...(await lab.services.situations.dispatches(items.map(({ id }) => id))).values()].flat();
    expect(dispatches.length).toBeGreaterThanOrEqual(items.length);
    for (const { body, cites, flaggedForReview } of dispatches) {
      if (flaggedForReview) continue;
      const cited = [...body.matchAll(/\[signal:([^\]\s]+)\]/g)].map((match) => match[1]);
      expect(cited.length).toBeGreaterThan(0);
      expect(new Set(cited)).toEqual(new Set(cites));
    }
  });

  it(
    'joins a cause that is told twice, and parts two that were mixed up',
    async () => {
      const { situations, signals } = lab.services;
      const { slug } = lab.region;
      const membersOf = async (id: string): Promise<string[]> => (await situations.memberIds(slug)).get(id) ?? [];
      const sizes = [...(await situations.memberIds(slug))].filter(([, members]) => members.length > 1);
      const bySize = sizes.toSorted(([, x], [, y]) => x.length - y.length).map(([id]) => id);
      const [other = '', mixed = '', twice = ''] = [bySize[0], bySize[1], bySize.at(-1)];
      const whole = { twice: await membersOf(twice), mixed: await membersOf(mixed), other: await membersOf(other) };
      expect(whole.mixed.length + whole.other.length).toBeLessThanOrEqual(8);

      const told = (await situations.get(twice))!;
      const [moved = '', near = ''] = whole.twice;
      const narrativeEmbedding = (await signals.embeddingsOf([near])).get(near)!;
      const twin = await situations.create(slug, { ...told, id: `${twice}-twin`, narrativeEmbedding });
      await situations.assign([{ signalId: moved, situationId: twin.id, confidence: 1, reasoning: null }]);
      await situations.merge(mixed, other, 'mixed up by this test');
      // Something to weave near each of them.
      const loose = [
        { signalId: moved, situationId: twice },
        { signalId: near, situationId: twice },
        { signalId: whole.mixed[0] ?? '', situationId: mixed },
      ];
      expect(await situations.unassign(loose)).toBe(3);

      const run = await lab.run('situation_weaver');
      expect(run.error).toBeNull();
      expect(run.output).toMatchObject({ counts: { situationsMerged: 1, situationsSplit: 1 } });
      expect(await membersOf(twice)).toEqual(whole.twice);
      expect((await situations.get(twin.id))?.id).toBe(twice);
      expect(await membersOf(mixed)).toEqual(whole.mixed);
      const apart = [...(await situations.memberIds(slug))].find(([, members]) =>
        members.includes(whole.other[0] ?? ''),
      );
      expect(apart?.[1]).toEqual(whole.other);
      const dispatches = await situations.dispatches([twice, apart?.[0] ?? '']);
      expect([...dispatches.values()].map(([newest]) => newest?.type).toSorted()).toEqual(['merge', 'split']);
    },
    5 * MINUTES,
  );

  it('publishes only what the supervisor passed', async () => {
    const signals = await allSignals(lab);
    expect(signals.filter(({ reviewStatus }) => reviewStatus === 'live').length).toBeGreaterThan(signals.length * 0.9);
    expect(
      signals.filter(({ reviewStatus, reviewReason }) => reviewStatus === 'live' && reviewReason === null),
    ).toEqual([]);
  });
});

describe('a full run without any key', () => {
  let lab: TownLab;
  beforeAll(async () => {
    lab = await openTownLab({
      mode: 'structured',
      curated: ({ signals }) => [...new Set(signals.map(({ url }) => url))],
    });
  }, 3 * MINUTES);
  afterAll(() => lab.close(), MINUTES);

  it(
    'completes for nothing, says what it left out, and still finds dated items with quotes',
    async () => {
      const run = await lab.run('full');
      expect(run.error).toBeNull();
      expect(run.status).toBe('completed');
      expect(await lab.cost(run.id)).toBe(0);
      const { skipped } = run.output as { skipped: string[] };
      expect(skipped.join('\n')).toMatch(/seed queries: no key/);
      expect(skipped.join('\n')).toMatch(/review: no key/);
      const gatherings = (await allSignals(lab)).filter(
        ({ type, startsAt }) => type === 'gathering' && startsAt !== null,
      );
      expect(gatherings.length).toBeGreaterThan(5);
    },
    5 * MINUTES,
  );
});
