import { jest } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { RegionRepository, SignalRepository, type SignalDraft } from '#graph';
import { openApiLab, type ApiLab } from '../testing/api-lab.js';

jest.setTimeout(60_000);

interface Listed {
  readonly signals: {
    readonly totalCount: number;
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
    readonly edges: readonly {
      readonly cursor: string;
      readonly node: {
        readonly id: string;
        readonly title: string;
        readonly location: { readonly latitude: number } | null;
      };
    }[];
  };
}

describe('signals through the API', () => {
  let lab: ApiLab;
  const region = `signals-${randomUUID().slice(0, 8)}-tx`;
  const point = { latitude: 30.26723, longitude: -97.74312 };

  const draft = (n: number, more: Partial<SignalDraft> = {}): SignalDraft => ({
    ...EMPTY,
    title: `Meeting number ${String(n)}`,
    sourceUrl: `https://city.example/${region}/${String(n)}`,
    location: point,
    embedding: Array.from({ length: 1024 }, (_, i) => (i === n ? 1 : 0)),
    evidence: { ...EMPTY.evidence, sourceUrl: `https://city.example/${region}/${String(n)}`, archiveId: randomUUID() },
    ...more,
  });

  beforeAll(async () => {
    lab = await openApiLab();
    await lab.app
      .get(RegionRepository)
      .upsert({ slug: region, name: region, center: point, radiusKm: 10, timeZone: 'America/Chicago', geoTerms: [] });
    const signals = lab.app.get(SignalRepository);
    const stored = await signals.store(
      region,
      [
        draft(0),
        draft(1, { sensitivity: 'sensitive' }),
        draft(2, { confidence: 0.3 }),
        draft(3),
        draft(4, { title: '=cmd()' }),
      ],
      () => ({ kind: 'create' }),
    );
    const ids = stored.map(({ id }) => id);
    await signals.setReview(ids.filter((_, i) => i !== 3).map((id) => ({ id, status: 'live', reason: null })));
  }, 60_000);
  afterAll(() => lab.close());

  const LIST = `query ($region: String!, $first: Int, $after: String, $filter: SignalFilter) {
    signals(region: $region, first: $first, after: $after, filter: $filter) { totalCount pageInfo { hasNextPage endCursor } edges { cursor node { id title location { latitude } } } } }`;

  it('are for the public only those that are live and sure enough, whatever they ask for', async () => {
    const { data } = await lab.ask<Listed>('nobody', LIST, { region });
    expect(data?.signals.edges.map(({ node }) => node.title).sort()).toEqual([
      '=cmd()',
      'Meeting number 0',
      'Meeting number 1',
    ]);
    const asked = await lab.ask<Listed>('nobody', LIST, {
      region,
      filter: { reviewStatus: 'STAGED', minConfidence: 0 },
    });
    expect(asked.data?.signals.totalCount).toBe(3);
    expect((await lab.ask<Listed>('viewer', LIST, { region })).data?.signals.totalCount).toBe(5);
  });

  it('that are staged cannot be read by their id either', async () => {
    const { data } = await lab.ask<Listed>('viewer', LIST, { region, filter: { reviewStatus: 'STAGED' } });
    const id = data?.signals.edges[0]?.node.id;
    expect((await lab.ask('nobody', '{ signal(id: "' + String(id) + '") { id } }')).data).toEqual({ signal: null });
    expect((await lab.ask('viewer', '{ signal(id: "' + String(id) + '") { id } }')).data).toEqual({ signal: { id } });
  });

  it.each([
    ['a latitude off the globe', { near: { latitude: 999, longitude: 0, radiusKm: 1 } }],
    ['a longitude off the globe', { near: { latitude: 0, longitude: -900, radiusKm: 1 } }],
    ['too wide a radius', { near: { latitude: 0, longitude: 0, radiusKm: 501 } }],
    ['a radius below nothing', { near: { latitude: 0, longitude: 0, radiusKm: -1 } }],
    ['a box off the globe', { bounds: { north: 100, south: -200, east: 3, west: 400 } }],
    ['a confidence above all', { minConfidence: 7 }],
  ])('are not looked for with %s', async (_, filter) => {
    const { data, errors } = await lab.ask('nobody', LIST, { region, filter });
    expect(data).toBeNull();
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });

  it('are found with a filter, a part of one, or none', async () => {
    const filters = [null, { near: null, types: null }, { near: { ...point, radiusKm: 500 }, types: ['GATHERING'] }];
    for (const filter of filters)
      expect((await lab.ask<Listed>('nobody', LIST, { region, filter })).errors).toEqual([]);
  });

  it('have coordinates blurred by sensitivity for all but operators', async () => {
    const latitudeOf = async (who: 'nobody' | 'viewer' | 'operator') =>
      (await lab.ask<Listed>(who, LIST, { region })).data?.signals.edges.find(
        ({ node }) => node.title === 'Meeting number 1',
      )?.node.location?.latitude;
    expect(await latitudeOf('operator')).toBeCloseTo(point.latitude, 5);
    expect(await latitudeOf('viewer')).toBeCloseTo(30.25, 5);
    expect(await latitudeOf('nobody')).toBeCloseTo(30.25, 5);
  });

  it('that are sensitive name no place and are not found by place, but by operators', async () => {
    const query = `query ($region: String!, $filter: SignalFilter) {
      signals(region: $region, filter: $filter) { edges { node { title locationName locationPrecision } } } }`;
    const box = {
      south: point.latitude - 0.001,
      north: point.latitude + 0.001,
      west: point.longitude - 0.001,
      east: point.longitude + 0.001,
    };
    const titles = async (who: 'nobody' | 'viewer' | 'operator', filter: object) =>
      (await lab.ask<Listed>(who, query, { region, filter })).data?.signals.edges.map(({ node }) => node.title);
    for (const filter of [{ bounds: box }, { near: { ...point, radiusKm: 0.1 } }]) {
      expect(await titles('nobody', filter)).toContain('Meeting number 0');
      expect(await titles('nobody', filter)).not.toContain('Meeting number 1');
      expect(await titles('viewer', filter)).not.toContain('Meeting number 1');
      expect(await titles('operator', filter)).toContain('Meeting number 1');
    }
    const { data } = await lab.ask<Listed>('nobody', query, { region, filter: { search: 'Meeting number 1' } });
    expect(data?.signals.edges.map(({ node }) => node)).toContainEqual({
      title: 'Meeting number 1',
      locationName: null,
      locationPrecision: 'APPROXIMATE',
    });
  });

  it('come in pages without gaps or repeats, from every cursor', async () => {
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const { data } = await lab.ask<Listed>('viewer', LIST, { region, first: 2, after });
      seen.push(...(data?.signals.edges.map(({ node }) => node.id) ?? []));
      after = data?.signals.pageInfo.hasNextPage === true ? data.signals.pageInfo.endCursor : undefined;
    } while (after !== undefined);
    const all = (await lab.ask<Listed>('viewer', LIST, { region })).data?.signals.edges ?? [];
    expect(seen).toEqual(all.map(({ node }) => node.id));
    const fromSecond = await lab.ask<Listed>('viewer', LIST, { region, after: all[1]?.cursor });
    expect(fromSecond.data?.signals.edges.map(({ node }) => node.id)).toEqual(seen.slice(2));
    expect((await lab.ask('viewer', LIST, { region, after: 'nonsense' })).errors[0]?.extensions.code).toBe(
      'BAD_USER_INPUT',
    );
  });

  it('show their archived text to viewers, not to the public', async () => {
    const query = `{ signals(region: "${region}", first: 1) { edges { node { evidence { quote archived { id } } } } } }`;
    expect((await lab.ask('nobody', query)).errors).toEqual([]);
    expect(JSON.stringify((await lab.ask('nobody', query)).data)).toContain('"archived":null');
  });

  it.each(['csv', 'geojson', 'ics'])('are exported as %s with the same rules', async (format) => {
    const forPublic = await lab.get('nobody', `/export/signals.${format}?region=${region}`);
    expect(forPublic.status).toBe(200);
    const text = await forPublic.text();
    expect(text).toContain('Meeting number 0');
    expect(text).not.toContain('Meeting number 3');
    const publicRow = text.split('\n').find((line) => line.includes('Meeting number 1')) ?? '';
    if (format !== 'ics') expect(publicRow).not.toBe('');
    if (format === 'csv') expect(publicRow).not.toContain('City Hall');
    if (format === 'geojson') expect(text).toContain('"locationName":null,"locationPrecision":"approximate"');
    expect(
      await (await lab.get('viewer', `/export/signals.${format}?region=${region}&reviewStatus=STAGED`)).text(),
    ).toContain('Meeting number 3');
  });

  it('cannot be exported in an unknown format or without a region', async () => {
    expect((await lab.get('viewer', `/export/signals.exe?region=${region}`)).status).toBe(404);
    expect((await lab.get('viewer', '/export/signals.csv')).status).toBe(400);
    expect((await lab.get('viewer', `/export/signals.csv?region=${region}&types=CARS`)).status).toBe(400);
  });

  it('are reviewed by operators, in the words of the audit log', async () => {
    const { data } = await lab.ask<Listed>('viewer', LIST, { region, filter: { reviewStatus: 'STAGED' } });
    const id = data?.signals.edges[0]?.node.id ?? '';
    const reviewed = await lab.ask(
      'operator',
      'mutation ($id: ID!) { reviewSignal(id: $id, status: REJECTED, reason: "spam") { reviewStatus reviewReason } }',
      { id },
    );
    expect(reviewed.data).toEqual({ reviewSignal: { reviewStatus: 'REJECTED', reviewReason: 'spam' } });
  });
});

const EMPTY: SignalDraft = {
  type: 'gathering',
  title: '',
  summary: 'A meeting of the council.',
  sensitivity: 'general',
  location: null,
  locationName: 'City Hall',
  locationPrecision: 'exact',
  sourceUrl: '',
  actionUrl: null,
  contentDate: null,
  language: 'en',
  eventStatus: 'scheduled',
  startsAt: '2030-01-08T18:30:00-06:00',
  endsAt: null,
  timeZone: 'America/Chicago',
  rrule: null,
  nextOccurrence: null,
  organizer: null,
  availability: null,
  isOngoing: null,
  eligibility: null,
  urgency: null,
  whatNeeded: null,
  goal: null,
  severity: null,
  category: null,
  effectiveDate: null,
  sourceAuthority: null,
  whatWouldHelp: null,
  impliedQueries: [],
  tags: [],
  confidence: 0.8,
  embedding: [],
  evidence: {
    sourceUrl: '',
    contentHash: 'hash',
    archiveId: '',
    quote: 'A meeting of the council.',
    quoteOffset: 0,
    alignment: 'exact',
    retrievedAt: '2026-11-01T00:00:00Z',
    relevance: 'direct',
    confidence: 0.8,
    channel: 'institution',
    entity: 'city.example',
  },
  sourceId: null,
  actors: [],
  resources: [],
  local: true,
  createdBy: 'test',
  runId: 'test-1',
};
