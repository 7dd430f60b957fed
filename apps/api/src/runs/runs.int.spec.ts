import { jest } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import { RegionRepository, SignalRepository } from '#graph';
import { createAlways, draft } from '../../../../libs/graph/testing/signal-drafts.js';
import { POOL } from '../stores/tokens.js';
import { openApiLab, until, type ApiLab } from '../testing/api-lab.js';

jest.setTimeout(60_000);

interface Shown {
  readonly status: string;
  readonly waitingFor: string | null;
  readonly waits: readonly { readonly kind: string; readonly until: string | null; readonly count: number | null }[];
  readonly withWarnings: boolean;
  readonly skipped: readonly string[];
  readonly failures: { readonly totalCount: number; readonly named: readonly object[] };
}

describe('runs through the API', () => {
  let lab: ApiLab;
  let pool: Pool;

  beforeAll(async () => {
    lab = await openApiLab();
    pool = lab.app.get<Pool>(POOL);
  });
  afterAll(() => lab.close());

  const region = async (): Promise<string> => {
    const slug = `runs-${randomUUID().slice(0, 8)}-tx`;
    await lab.app.get(RegionRepository).upsert({
      slug,
      name: slug,
      center: { latitude: 30, longitude: -97 },
      radiusKm: 10,
      timeZone: 'America/Chicago',
      geoTerms: [],
    });
    return slug;
  };
  const start = async (query: string): Promise<string> => {
    const { data } = await lab.ask<{ it: { run: { id: string } } }>(
      'operator',
      'mutation ($query: String!) { it: runScout(query: $query) { run { id } } }',
      { query },
    );
    return data!.it.run.id;
  };
  const shown = async (id: string): Promise<Shown> => {
    const { data } = await lab.ask<{ run: Shown }>(
      'viewer',
      `query ($id: ID!) { run: scoutRun(id: $id) { status waitingFor waits { kind until count } withWarnings skipped
        failures { totalCount named { runId name reason } } } }`,
      { id },
    );
    return data!.run;
  };
  const idsWith = async (slug: string, status: string): Promise<string[]> => {
    const { data } = await lab.ask<{ runs: { edges: { node: { id: string } }[] } }>(
      'viewer',
      'query ($filter: ScoutRunFilter) { runs: scoutRuns(filter: $filter) { edges { node { id } } } }',
      { filter: { region: slug, status: [status] } },
    );
    return data!.runs.edges.map(({ node }) => node.id);
  };

  it('wait as a whole while a part waits for approval, and are listed under the status they show', async () => {
    const slug = await region();
    const id = await start(slug);
    expect(await shown(id)).toMatchObject({ status: 'QUEUED', waitingFor: null });
    await pool.query(
      `UPDATE durable.run SET status = 'completed', started_at = now(), finished_at = now() WHERE root_id = $1 AND id <> $1`,
      [id],
    );
    const supervisor = (status: string, waits: string[] | null) =>
      pool.query('UPDATE durable.run SET status = $2, finished_at = NULL, waiting_for = $3 WHERE id = $1', [
        `${id}-supervisor`,
        status,
        waits,
      ]);
    await supervisor('running', null);
    expect(await shown(id)).toMatchObject({ status: 'RUNNING', waitingFor: null });
    await supervisor('suspended', ['until:retry:review']);
    expect(await shown(id)).toMatchObject({ status: 'RUNNING' });
    await supervisor('suspended', ['promise:approve signals']);
    expect(await shown(id)).toMatchObject({
      status: 'SUSPENDED',
      waitingFor: 'approval',
      waits: [{ kind: 'APPROVAL', until: null, count: null }],
    });
    expect(await idsWith(slug, 'SUSPENDED')).toEqual([id]);
    expect(await idsWith(slug, 'RUNNING')).toEqual([]);
    expect(await idsWith(slug, 'QUEUED')).toEqual([]);
  });

  it('are running while their sources are read, and say how many are left', async () => {
    const slug = await region();
    const id = await start(slug);
    await pool.query(
      `UPDATE durable.run SET status = 'suspended', started_at = now(), waiting_for = '{children:find problems}' WHERE id = ANY($1)`,
      [[id, `${id}-scrape`]],
    );
    await pool.query(
      `INSERT INTO durable.run (id, kind, queue, input, input_hash, root_id, parent_id, fan_scope, child_name, status, tags)
       SELECT p.id || '~' || n, 'scrape_source', 'scrape-source', '{}', 'hash', p.root_id, p.id, 'find problems', n::text,
              CASE WHEN n = 1 THEN 'completed' ELSE 'running' END, '{}'
         FROM durable.run p, generate_series(1, 3) AS n WHERE p.id = $1`,
      [`${id}-scrape`],
    );
    expect(await shown(`${id}-scrape`)).toMatchObject({
      status: 'RUNNING',
      waitingFor: '2 sources',
      waits: [{ kind: 'SOURCES', until: null, count: 2 }],
    });
    expect(await shown(id)).toMatchObject({ status: 'RUNNING' });
    expect(await idsWith(slug, 'RUNNING')).toEqual([id]);
    expect(await idsWith(slug, 'SUSPENDED')).toEqual([]);
  });

  it('wait for their turn though a fork or a retry left them with finished parts', async () => {
    const slug = await region();
    const id = await start(slug);
    await pool.query(
      `UPDATE durable.run SET status = 'completed', started_at = now(), finished_at = now() WHERE id = $1`,
      [`${id}-bootstrap`],
    );
    expect(await shown(id)).toMatchObject({ status: 'RUNNING' });
    await pool.query('UPDATE durable.run SET is_head = false WHERE id = $1', [id]);
    expect(await shown(id)).toMatchObject({ status: 'QUEUED', waitingFor: 'its turn in the region' });
    expect(await idsWith(slug, 'QUEUED')).toEqual([id]);
    expect(await idsWith(slug, 'RUNNING')).toEqual([]);
  });

  it('name the sources and count the pages that could not be read, and say that they completed with warnings', async () => {
    const id = await start(await region());
    await pool.query(
      `INSERT INTO durable.run (id, kind, queue, input, input_hash, root_id, parent_id, fan_scope, child_name, status, error, tags)
       SELECT p.id || '~' || n, 'scrape_source', 'scrape-source', json_build_object('source', json_build_object('value', 'https://town.test/' || n)),
              'hash', p.root_id, p.id, 'find problems', n::text, CASE WHEN n <= 60 THEN 'failed' ELSE 'completed' END,
              '{"name":"Error","message":"the host is away"}', '{}'
         FROM durable.run p, generate_series(1, 61) AS n WHERE p.id = $1`,
      [`${id}-scrape`],
    );
    expect(await shown(id)).toMatchObject({ withWarnings: false });
    await pool.query(
      `UPDATE durable.run SET status = 'completed', output = '{"counts":{},"skipped":["60 sources failed"]}' WHERE id = $1`,
      [id],
    );
    const run = await shown(id);
    expect(run).toMatchObject({ status: 'COMPLETED', withWarnings: true, skipped: ['60 sources failed'] });
    expect(run.failures.totalCount).toBe(60);
    expect(run.failures.named).toHaveLength(50);
    expect(run.failures.named[0]).toEqual({
      runId: `${id}-scrape~1`,
      name: 'https://town.test/1',
      reason: 'the host is away',
    });
    await pool.query(
      `INSERT INTO durable.run_event (run_id, root_id, key, type, data)
       VALUES ($1, $2, 'pages_not_read', 'pages_not_read', '{"pages":3,"examples":[{"url":"https://a.test/p","because":"web","reason":"answered 500"}]}')`,
      [`${id}-scrape`, id],
    );
    expect((await shown(id)).failures.totalCount).toBe(63);
    expect((await shown(`${id}-scrape`)).failures.totalCount).toBe(63);
    expect((await shown(`${id}-bootstrap`)).failures.totalCount).toBe(0);
    // A fork has what it took over, not what it did again.
    const forkedAt = async (root: string, scrapeEpoch: number): Promise<number> => {
      await pool.query(
        `INSERT INTO durable.run (id, kind, queue, input, input_hash, root_id, parent_id, flow_parent, status, epoch, forked_from, tags)
         SELECT $2 || substr(id, length($1) + 1), kind, queue, input, '', $2, $2 || substr(parent_id, length($1) + 1), $2 || substr(parent_id, length($1) + 1),
                'completed', CASE WHEN kind = 'scrape' THEN $3::int ELSE 1 END, id, tags
           FROM durable.run WHERE root_id = $1 AND fan_scope IS NULL`,
        [id, root, scrapeEpoch],
      );
      return (await shown(root)).failures.totalCount;
    };
    expect(await forkedAt(`${id}1`, 0)).toBe(63);
    expect(await forkedAt(`${id}2`, 1)).toBe(0);
  });

  it('tell their events from either end by pages, each with the part that it is of', async () => {
    const id = await start(await region());
    interface Told {
      readonly run: {
        readonly events: {
          readonly totalCount: number;
          readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
          readonly edges: readonly { readonly node: { readonly seq: number; readonly part: object } }[];
        };
      };
    }
    const told = async (newestFirst: boolean, first = 100, after: string | null = null) => {
      const { data } = await lab.ask<Told>(
        'viewer',
        `query ($id: ID!, $first: Int, $after: String, $newestFirst: Boolean) {
          run: scoutRun(id: $id) { events(first: $first, after: $after, newestFirst: $newestFirst) {
            totalCount pageInfo { hasNextPage endCursor } edges { node { seq part { id label phase } } } } } }`,
        { id, first, after, newestFirst },
      );
      const { edges, pageInfo, totalCount } = data!.run.events;
      return {
        seqs: edges.map(({ node }) => node.seq),
        parts: edges.map(({ node }) => node.part),
        pageInfo,
        totalCount,
      };
    };
    await until(async () => (await told(false)).seqs.length >= 7, 10_000, 'the events are not told');
    const { seqs, parts, totalCount } = await told(false);
    expect(totalCount).toBe(seqs.length);
    expect(parts).toContainEqual({ id, label: 'Full Run', phase: null });
    expect(parts).toContainEqual({ id: `${id}-scrape`, label: 'Scrape', phase: 'SCRAPE' });
    const newest = await told(true, 4);
    expect(newest.seqs).toEqual([...seqs].reverse().slice(0, 4));
    expect((await told(true, 4, newest.pageInfo.endCursor)).seqs).toEqual([...seqs].reverse().slice(4, 8));
  });

  it('tell of steps that ended well which attempts failed before', async () => {
    const id = await start(await region());
    const error = { name: 'Error', message: 'the host is away' };
    await pool.query(
      `INSERT INTO durable.step (run_id, key, seq, name, epoch, write_id, status, attempts, started_at)
       SELECT $1, key, 1, key, 1, gen_random_uuid(), 'ok', attempts, now() FROM unnest('{search,read}'::text[], '{3,1}'::int[]) AS s(key, attempts)`,
      [`${id}-scrape`],
    );
    for (const attempts of [1, 2]) {
      await pool.query(
        `INSERT INTO durable.run_event (run_id, root_id, type, data) VALUES ($1, $2, 'step.retrying', $3)`,
        [`${id}-scrape`, id, { key: 'search', attempts, error }],
      );
    }
    const { data } = await lab.ask(
      'viewer',
      `query ($id: ID!) { run: scoutRun(id: $id) { steps { edges { node {
        key status attempts failedAttempts { attempt error { message } } } } } } }`,
      { id: `${id}-scrape` },
    );
    const { message } = error;
    expect(data).toEqual({
      run: {
        steps: {
          edges: [
            { node: { key: 'read', status: 'OK', attempts: 1, failedAttempts: [] } },
            {
              node: {
                key: 'search',
                status: 'OK',
                attempts: 3,
                failedAttempts: [
                  { attempt: 1, error: { message } },
                  { attempt: 2, error: { message } },
                ],
              },
            },
          ],
        },
      },
    });
  });

  it('of an investigation stand at their region, where nothing else can start meanwhile', async () => {
    const slug = await region();
    const [signal] = await lab.app.get(SignalRepository).store(slug, [draft({})], createAlways);
    const { data: started } = await lab.ask<{ it: { run: { id: string } } }>(
      'operator',
      'mutation ($id: ID!) { it: investigateSignal(signalId: $id) { run { id } } }',
      { id: signal!.id },
    );
    const { data } = await lab.ask<{ region: unknown }>(
      'viewer',
      'query ($slug: String!) { region(slug: $slug) { running currentRun { id } fullRunBlockedBy { code message } phases { runnable } } }',
      { slug },
    );
    const { id } = started!.it.run;
    const asked = await lab.ask('viewer', 'query ($id: ID!) { run: scoutRun(id: $id) { signal { id title } } }', {
      id,
    });
    expect(asked.data).toEqual({ run: { signal: { id: signal!.id, title: draft({}).title } } });
    expect(data!.region).toMatchObject({
      running: false,
      currentRun: { id },
      fullRunBlockedBy: { code: 'REGION_BUSY', message: expect.stringContaining(id) as string },
      phases: Array(6).fill({ runnable: false }),
    });
  });

  it('start at no time that is none, is over or is far away, and none is started at once instead', async () => {
    const query = await region();
    const startAt = async (at: string) =>
      lab.ask<{ it: { code: string } }>(
        'operator',
        'mutation ($query: String!, $at: DateTime) { it: runScout(query: $query, startAt: $at) { code } }',
        { query, at },
      );
    for (const at of ['2030-02-31T00:00:00Z', '2030-02-28T00:00:00', '9999-12-31', 'soon']) {
      const { errors } = await startAt(at);
      expect(errors).toMatchObject([
        { extensions: { code: 'BAD_USER_INPUT' }, message: expect.stringContaining('with zone') as string },
      ]);
    }
    for (const at of ['2020-02-28T00:00:00Z', '9999-12-31T00:00:00Z'])
      expect((await startAt(at)).data).toEqual({ it: { code: 'INVALID_START_TIME' } });
    const { rows } = await pool.query('SELECT 1 FROM durable.run WHERE object_key = $1', [query]);
    expect(rows).toEqual([]);
  });

  it('are of the phases that the API lists', async () => {
    const { data } = await lab.ask<{ scoutPhases: readonly { phase: string; label: string }[] }>(
      'viewer',
      '{ scoutPhases { phase label } }',
    );
    expect(data!.scoutPhases).toHaveLength(6);
    expect(data!.scoutPhases[4]).toEqual({ phase: 'SITUATION_WEAVER', label: 'Situation Weaver' });
  });

  it('cost what is booked for them and their steps, calls that were cut off with those that came back', async () => {
    const id = await start(await region());
    await pool.query(
      `INSERT INTO durable.step (run_id, key, seq, name, epoch, write_id, status, output, attempts, cost_micro_usd, started_at, kind)
       VALUES ($1, 'ask', 1, 'ask', 1, gen_random_uuid(), 'ok', '1', 1, 30, now(), 'work'), ($1, 'look', 2, 'look', 1, gen_random_uuid(), 'ok', '1', 1, 0, now(), 'work')`,
      [`${id}-bootstrap`],
    );
    await pool.query(
      `INSERT INTO budget.ledger (region, run_id, root_id, step_key, n, provider, model, operation, cost_micro_usd)
       VALUES ('costs', $1, $2, 'ask', 0, 'anthropic', 'model', 'ask', 30), ('costs', $1, $2, 'ask', 1, 'unknown', 'unknown', 'cut off', 300)`,
      [`${id}-bootstrap`, id],
    );
    const cost = 'spentMicroUsd cost { spentMicroUsd byOperation { operation costMicroUsd } }';
    const { data, errors } = await lab.ask(
      'viewer',
      `query ($id: ID!, $part: ID!) {
        whole: scoutRun(id: $id) { ${cost} }
        part: scoutRun(id: $part) { ${cost} steps(first: 10) { edges { node { key costMicroUsd } } } }
        step: scoutStep(runId: $part, key: "ask") { step { costMicroUsd } }
      }`,
      { id, part: `${id}-bootstrap` },
    );
    expect(errors).toEqual([]);
    const booked = [
      { operation: 'cut off', costMicroUsd: 300 },
      { operation: 'ask', costMicroUsd: 30 },
    ];
    const spent = { spentMicroUsd: 330, cost: { spentMicroUsd: 330, byOperation: booked } };
    const steps = [{ node: { key: 'ask', costMicroUsd: 330 } }, { node: { key: 'look', costMicroUsd: 0 } }];
    expect(data).toEqual({
      whole: spent,
      part: { ...spent, steps: { edges: steps } },
      step: { step: { costMicroUsd: 330 } },
    });
  });
});
