import { jest } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import { RegionRepository, SignalRepository } from '#graph';
import { axis, createAlways, draft } from '../../../../libs/graph/testing/signal-drafts.js';
import { POOL } from '../stores/tokens.js';
import { openApiLab, type ApiLab } from '../testing/api-lab.js';

jest.setTimeout(60_000);

describe('signals that a gate left held', () => {
  let lab: ApiLab;
  let signals: SignalRepository;
  let ids: readonly string[];
  let run: string;

  beforeAll(async () => {
    lab = await openApiLab();
    signals = lab.app.get(SignalRepository);
    const slug = `held-${randomUUID().slice(0, 8)}-tx`;
    const center = { latitude: 30, longitude: -97 };
    await lab.app
      .get(RegionRepository)
      .upsert({ slug, name: slug, center, radiusKm: 10, timeZone: 'America/Chicago', geoTerms: [] });
    const drafts = [0, 1, 2].map((n) => draft({ title: `Meal ${String(n)}`, embedding: axis(n) }));
    ids = (await signals.store(slug, drafts, createAlways)).map(({ id }) => id);
    const { data } = await lab.ask<{ it: { run: { id: string } } }>(
      'operator',
      'mutation ($query: String!) { it: runScout(query: $query) { run { id } } }',
      { query: slug },
    );
    run = data!.it.run.id;
    await askedAbout(`${run}-supervisor`, 'hold');
    await askedAbout(run, 'approve');
  }, 60_000);
  afterAll(() => lab.close());

  /** A gate of a run that was answered; of its signals the subject names the first alone. */
  async function askedAbout(runId: string, decision: string): Promise<void> {
    const pool = lab.app.get<Pool>(POOL);
    await pool.query(
      `INSERT INTO durable.step (run_id, key, seq, name, epoch, write_id, status, output, started_at)
       VALUES ($1, 'still staged', 1, 'still staged', 1, gen_random_uuid(), 'ok', $2, now())`,
      [runId, JSON.stringify(ids)],
    );
    await pool.query(
      `INSERT INTO durable.promise (run_id, name, state, about, value, expires_at, resolved_at)
       VALUES ($1, 'approve signals', 'resolved', $2, $3, now(), now())`,
      [runId, { subject: { signalIds: ids.slice(0, 1) } }, { decision, note: null, by: 'ada' }],
    );
  }

  const held = async (): Promise<Readonly<Record<string, readonly string[]>>> => {
    const { data } = await lab.ask<{ run: { gates: { runId: string; heldSignalIds: string[] }[] } }>(
      'viewer',
      'query ($id: ID!) { run: scoutRun(id: $id) { gates { runId heldSignalIds } } }',
      { id: run },
    );
    return Object.fromEntries(data!.run.gates.map((gate) => [gate.runId, gate.heldSignalIds]));
  };
  const review = (who: 'viewer' | 'operator', asked: readonly string[]) =>
    lab.ask(
      who,
      `mutation ($ids: [ID!]!) { it: reviewSignals(ids: $ids, status: LIVE, reason: "all good") {
         changed { id reviewStatus reviewReason } notFound } }`,
      { ids: asked },
    );

  it('are all that it asked about and nobody has decided about since; none of one that was approved', async () => {
    await signals.setReview([{ id: ids[2]!, status: 'rejected', reason: 'a rumour' }]);
    const found = await held();
    expect([...found[`${run}-supervisor`]!].sort()).toEqual(ids.slice(0, 2).sort());
    expect(found[run]).toEqual([]);
  });

  it('are let go live at once by operators alone, at most 500, each with an entry in the audit log', async () => {
    const [first, second] = ids as [string, string];
    expect((await review('viewer', [first])).errors[0]?.extensions.code).toBe('FORBIDDEN');
    const tooMany = Array.from({ length: 501 }, (_, n) => `s-${String(n)}`);
    expect((await review('operator', tooMany)).errors[0]?.extensions.code).toBe('BAD_USER_INPUT');
    const live = (id: string) => ({ id, reviewStatus: 'LIVE', reviewReason: 'all good' });
    const { data } = await review('operator', [first, second, first, 'no-such-signal']);
    expect(data).toEqual({ it: { changed: [live(first), live(second)], notFound: ['no-such-signal'] } });
    expect((await held())[`${run}-supervisor`]).toEqual([]);
    const log = await lab.ask<{ auditLog: { edges: { node: object }[] } }>(
      'admin',
      '{ auditLog(first: 3) { edges { node { who what target reason outcome } } } }',
    );
    expect(log.data?.auditLog.edges.map(({ node }) => node)).toEqual(
      ['no-such-signal', second, first].map((target) => ({
        who: 'operator token',
        what: 'reviewSignals',
        target,
        reason: 'live: all good',
        outcome: target === 'no-such-signal' ? 'not_found' : 'ok',
      })),
    );
  });
});
