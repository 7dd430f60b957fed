import { jest } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { ActorRepository, RegionRepository, SignalRepository, SituationRepository } from '#graph';
import { draft } from '../../../../libs/graph/testing/signal-drafts.js';
import { openApiLab, type ApiLab } from '../testing/api-lab.js';

jest.setTimeout(60_000);

interface Listed {
  readonly situations: {
    readonly totalCount: number;
    readonly edges: readonly {
      readonly node: {
        readonly id: string;
        readonly signalCount: number;
        readonly dispatchCount: number;
        readonly signals: readonly { readonly title: string }[];
        readonly dispatches: readonly { readonly body: string }[];
      };
    }[];
  };
}

const LIST = `query ($region: String!) { situations(region: $region) { totalCount edges { node {
  id signalCount dispatchCount signals { title } dispatches { body } } } } }`;

describe('situations through the API', () => {
  let lab: ApiLab;
  const region = `situations-${randomUUID().slice(0, 8)}-tx`;
  let quoting: string;
  let backed: string;

  beforeAll(async () => {
    lab = await openApiLab();
    await lab.app.get(RegionRepository).upsert({
      slug: region,
      name: region,
      center: { latitude: 30, longitude: -97 },
      radiusKm: 10,
      timeZone: 'America/Chicago',
      geoTerms: [],
    });
    const signals = lab.app.get(SignalRepository);
    const situations = lab.app.get(SituationRepository);
    const stored = await signals.store(
      region,
      [
        draft({ title: 'Flood on River Street', summary: 'Cellars stand under water.' }),
        draft({ title: 'Family hides at Elm chapel', summary: 'They fear deportation.' }),
      ],
      () => ({ kind: 'create' }),
    );
    const [seen, secret] = stored.map(({ id }) => id) as [string, string];
    await signals.setReview([
      { id: seen, status: 'live', reason: null },
      { id: secret, status: 'rejected', reason: 'private' },
    ]);
    const open = async (headline: string) => {
      const { id } = await situations.create(region, { headline, lede: '' });
      await situations.assign(
        [seen, secret].map((signalId) => ({ signalId, situationId: id, confidence: 1, reasoning: null })),
      );
      return id;
    };
    backed = await open('Flood on River Street');
    quoting = await open('Family hides at Elm chapel');
    for (const cites of [[seen], [seen, secret], [secret]]) {
      await situations.addDispatch(backed, {
        type: 'update',
        body: `Said by ${cites.map((id) => `[signal:${id}]`).join(' ')}`,
        cites,
        flaggedForReview: false,
        flagReason: null,
        fidelityScore: 1,
        createdAt: '2026-11-01T00:00:00Z',
      });
    }
    await lab.app.get(ActorRepository).upsertMany(
      region,
      (['organization', 'individual'] as const).map((type) => ({
        entityId: `${type}.example`,
        name: `An ${type}`,
        type,
        description: null,
        domains: [],
        socialUrls: [],
        locationName: null,
        location: null,
        contact: null,
        discoveryDepth: 0,
        evidence: null,
      })),
    );
  }, 60_000);
  afterAll(() => lab.close());

  it('show and count for the public only what it may read', async () => {
    const { data, errors } = await lab.ask<Listed>('nobody', LIST, { region });
    expect(errors).toEqual([]);
    expect(data?.situations.totalCount).toBe(1);
    expect(data?.situations.edges.map(({ node }) => node)).toMatchObject([
      { id: backed, signalCount: 1, dispatchCount: 1, signals: [{ title: 'Flood on River Street' }] },
    ]);
    expect(data?.situations.edges[0]?.node.dispatches).toHaveLength(1);
  });

  it('whose headline quotes a rejected signal are not shown by id or beside a signal either', async () => {
    expect((await lab.ask('nobody', `{ situation(id: "${quoting}") { id } }`)).data).toEqual({ situation: null });
    expect((await lab.ask('nobody', `{ situation(id: "${backed}") { id } }`)).data).toEqual({
      situation: { id: backed },
    });
    const beside = await lab.ask('nobody', `{ signals(region: "${region}") { edges { node { situations { id } } } } }`);
    expect(JSON.stringify(beside.data)).toContain(backed);
    expect(JSON.stringify(beside.data)).not.toContain(quoting);
  });

  it('are whole for viewers', async () => {
    const { data } = await lab.ask<Listed>('viewer', LIST, { region });
    expect(data?.situations.totalCount).toBe(2);
    expect(data?.situations.edges.find(({ node }) => node.id === backed)?.node).toMatchObject({
      signalCount: 2,
      dispatchCount: 3,
    });
  });

  it('have actors, of whom the public counts no individuals', async () => {
    const query = `{ actors(region: "${region}") { totalCount edges { node { type } } } }`;
    expect((await lab.ask('nobody', query)).data).toEqual({
      actors: { totalCount: 1, edges: [{ node: { type: 'ORGANIZATION' } }] },
    });
    expect((await lab.ask('viewer', query)).data).toMatchObject({ actors: { totalCount: 2 } });
  });
});
