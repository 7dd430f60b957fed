import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import pg from 'pg';
import { cancelRun } from '../client/control.js';
import { forkRun } from '../client/fork.js';
import { Refusal } from '../errors.js';
import { silent } from '../logger.js';
import { commitSteps } from '../statements/journal.js';
import { Database } from '../store/database.js';
import { openLab, type Lab } from '../testing/durable-lab.js';
import type { RunId } from '../types.js';
import { Claims, loadJournal, type Claim } from '../worker/claim.js';
import { OutcomeStore } from '../worker/outcome.js';
import { commitOf, StepCommits, type OwnedEntry } from '../worker/step-commits.js';

type Who = 0 | 1;
type Op =
  | { readonly kind: 'claim'; readonly who: Who }
  | { readonly kind: 'finish'; readonly who: Who }
  /** The outcome together with a last step. */
  | { readonly kind: 'finish-with'; readonly who: Who; readonly step: number }
  | { readonly kind: 'crash'; readonly who: Who }
  /** `meanwhile`: the other owner claims while the commit is not through yet. */
  | { readonly kind: 'commit'; readonly who: Who; readonly step: number; readonly meanwhile: boolean }
  | { readonly kind: 'cancel'; readonly kill: boolean }
  | { readonly kind: 'fork'; readonly step: number };

const STEPS = 4;
const SCHEDULES = 5_000;
const AT_ONCE = 25;
const who = fc.constantFrom<Who>(0, 1);
const step = fc.integer({ min: 1, max: STEPS });
const op: fc.Arbitrary<Op> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('claim' as const), who }) },
  { weight: 8, arbitrary: fc.record({ kind: fc.constant('commit' as const), who, step, meanwhile: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('finish' as const), who }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('finish-with' as const), who, step }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('crash' as const), who }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('cancel' as const), kill: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('fork' as const), step }) },
);

/** What the journal must answer, in a page: one status, one epoch, the first writer of each step. */
class Model {
  status: 'queued' | 'running' | 'cancelling' | 'completed' | 'cancelled' = 'queued';
  epoch = 0;
  readonly steps = new Map<number, number>();

  claim(): boolean {
    if (this.status === 'completed' || this.status === 'cancelled') return false;
    this.epoch += 1;
    if (this.status === 'queued') this.status = 'running';
    return true;
  }
  commit(epoch: number, n: number): boolean {
    const owned = epoch === this.epoch && (this.status === 'running' || this.status === 'cancelling');
    if (!owned || this.steps.has(n)) return false;
    this.steps.set(n, epoch);
    return true;
  }
  finish(epoch: number): string {
    if (epoch !== this.epoch) return 'fenced';
    if (this.status === 'running') this.status = 'completed';
    if (this.status === 'cancelling') this.status = 'cancelled';
    return this.status;
  }
  finishWith(epoch: number, n: number): boolean {
    if (epoch !== this.epoch || this.status !== 'running' || this.steps.has(n)) return false;
    this.steps.set(n, epoch);
    this.status = 'completed';
    return true;
  }
  cancel(kill: boolean): boolean {
    if (this.status === 'completed' || this.status === 'cancelled') return false;
    if (kill) this.epoch += 1;
    this.status = kill || this.status === 'queued' ? 'cancelled' : 'cancelling';
    return true;
  }
}

interface World {
  readonly database: Database;
  readonly pool: pg.Pool;
  readonly commits: StepCommits;
  readonly outcomes: OutcomeStore;
  readonly claims: readonly [Claims, Claims];
  /** Statement that stores a step in a transaction held open; a mutant shows that the test can fail. */
  readonly commitText: string;
  /** Reads the journal before the claim instead of after it: another mutant. */
  readonly readsFirst: boolean;
}

function entryOf(runId: string, epoch: number, n: number): OwnedEntry {
  const payload = { inline: String(epoch), blobHash: null, blob: null };
  return {
    runId,
    epoch,
    entry: {
      key: `s${n}`,
      seq: n,
      name: `s${n}`,
      writeId: randomUUID(),
      input: undefined,
      inputHash: null,
      kind: 'work',
      attempts: 1,
      costMicroUsd: 0,
      startedAt: new Date(),
      outcome: { output: payload },
    },
  };
}

/** Plays one schedule against Postgres and the model; throws where they differ. */
async function play(world: World, ops: readonly Op[]): Promise<void> {
  const { database, pool, commits, outcomes, claims } = world;
  const id = `model-${randomUUID()}` as RunId;
  const model = new Model();
  const owners: [Claim | null, Claim | null] = [null, null];
  let attempts = 0;
  await pool.query(
    `INSERT INTO durable.run (id, kind, queue, input, input_hash, root_id, dispatch_seq) VALUES ($1, 'm', 'q', 'null', '', $1, 1)`,
    [id],
  );
  const same = (what: string, real: unknown, expected: unknown): void => {
    if (JSON.stringify(real) !== JSON.stringify(expected))
      throw new Error(`${what}: Postgres says ${JSON.stringify(real)}, the model ${JSON.stringify(expected)}`);
  };
  const take = async (by: Who): Promise<void> => {
    const read = () => loadJournal(database, { id, epoch: model.epoch, forked_from: 'read always' });
    const early = world.readsFirst ? await read() : null;
    const taken = await claims[by].take({ runId: id, dispatch: 1, attemptsStarted: (attempts += 1) });
    same('claim', taken.kind === 'claimed', model.claim());
    if (taken.kind !== 'claimed') return;
    same('epoch', taken.claim.epoch, model.epoch);
    owners[by] = taken.claim;
    // Whoever claims must read everything that earlier owners have stored, and will ever have.
    const journal = early ?? (await read());
    same('journal', [...journal.steps.keys()].sort(), [...model.steps.keys()].map((n) => `s${n}`).sort());
  };

  const finish = async (claim: Claim): Promise<string> => {
    const payload = { inline: '1', blobHash: null, blob: null };
    const stored = await outcomes.store(claim, { kind: 'completed', payload });
    // There is nothing to undo.
    return stored === 'cancelling' ? outcomes.store(claim, { kind: 'cancelled' }) : stored;
  };

  for (const one of ops) {
    if (one.kind === 'crash') owners[one.who] = null;
    else if (one.kind === 'claim') await take(one.who);
    else if (one.kind === 'finish') {
      const claim = owners[one.who];
      if (claim) same('finish', await finish(claim), model.finish(claim.epoch));
    } else if (one.kind === 'finish-with') {
      const claim = owners[one.who];
      if (!claim) continue;
      const { entry } = entryOf(id, claim.epoch, one.step);
      const payload = { inline: '1', blobHash: null, blob: null };
      same('finish with', await outcomes.storeWith(entry, claim, payload), model.finishWith(claim.epoch, one.step));
    } else if (one.kind === 'commit') {
      const claim = owners[one.who];
      if (!claim) continue;
      const owned = entryOf(id, claim.epoch, one.step);
      if (!one.meanwhile) {
        same('commit', (await commits.store(owned)) !== 'not', model.commit(claim.epoch, one.step));
        continue;
      }
      const client = await pool.connect();
      try {
        await client.query('BEGIN');
        const { rowCount } = await client.query(world.commitText, [...commitOf([owned])[1]]);
        same('open commit', rowCount === 1, model.commit(claim.epoch, one.step));
        const other = take(one.who === 0 ? 1 : 0);
        // Long enough for a claim that does not wait; one that does is let through by the commit.
        await Promise.race([other.catch(() => undefined), new Promise((resolve) => setTimeout(resolve, 8))]);
        await client.query('COMMIT');
        await other;
      } finally {
        await client.query('ROLLBACK');
        client.release();
      }
    } else if (one.kind === 'cancel') {
      const done = cancelRun(database, id, one.kill, {}).then(
        () => true,
        (error: unknown) => {
          if (error instanceof Refusal && error.code === 'NOT_RUNNING') return false;
          throw error;
        },
      );
      same('cancel', await done, model.cancel(one.kill));
    } else {
      const fork = `${id}-f${randomUUID().slice(0, 8)}` as RunId;
      const done = await forkRun(database, id, `s${one.step}`, { id: fork }).then(
        () => true,
        (error: unknown) => {
          if (error instanceof Refusal && error.code === 'STEP_NOT_FOUND') return false;
          throw error;
        },
      );
      same('fork', done, model.steps.has(one.step));
      const { rows } = await pool.query('SELECT key FROM durable.step WHERE run_id = $1 ORDER BY key', [fork]);
      const before = [...model.steps.keys()].filter((n) => done && n < one.step).sort();
      same(
        'copied',
        rows.map(({ key }) => key),
        before.map((n) => `s${n}`),
      );
    }
  }
  const { rows } = await pool.query(
    `SELECT r.status, r.epoch, coalesce((SELECT json_agg(json_build_array(s.seq, s.epoch) ORDER BY s.seq) FROM durable.step s WHERE s.run_id = r.id), '[]') AS steps
       FROM durable.run r WHERE r.id = $1`,
    [id],
  );
  const steps = [...model.steps].sort(([a], [b]) => a - b);
  same('end', rows[0], { status: model.status, epoch: model.epoch, steps });
}

describe('the journal answers like its model, whatever two owners do', () => {
  let lab: Lab;
  let world: World;
  beforeAll(async () => {
    lab = await openLab({ routes: {} });
    await lab.client.close();
    // What is tested is the order of things, not the disk.
    const pool = new pg.Pool({ ...lab.pool.options, max: 60, options: '-c synchronous_commit=off' });
    const database = new Database(pool, silent);
    const claims = (owner: string) => new Claims(database, { owner, leaseMs: 60_000, codeVersion: '1' });
    world = {
      database,
      pool,
      commits: new StepCommits(database),
      outcomes: new OutcomeStore(database),
      claims: [claims('A'), claims('B')],
      commitText: commitSteps({ paid: false, blobs: false, effect: undefined }).one.text,
      readsFirst: false,
    };
  });
  afterAll(async () => {
    await world.pool.end();
    await lab.close();
  });
  const property = (mutant: World, schedules: number) =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(op, { minLength: 2, maxLength: 9 }), { minLength: AT_ONCE, maxLength: AT_ONCE }),
        async (batch) => {
          const played = await Promise.allSettled(batch.map((ops) => play(mutant, ops)));
          const broken = played.find((result) => result.status === 'rejected');
          if (broken?.status === 'rejected') throw broken.reason;
        },
      ),
      { numRuns: schedules / AT_ONCE, endOnFailure: true, seed: 7 },
    );

  /** Where Postgres and the model differ, with something broken on purpose. */
  const brokenBy = (mutant: World): Promise<string> =>
    property(mutant, 500).then(
      () => 'nothing is noticed',
      ({ cause }: { cause?: unknown }) => (cause instanceof Error ? cause.message : String(cause)),
    );

  it(`in ${SCHEDULES} random schedules`, () => property(world, SCHEDULES), 300_000);

  it('and the test notices a fence that lets a claim pass', async () => {
    const weak = { ...world, commitText: world.commitText.replace('FOR SHARE', 'FOR KEY SHARE') };
    await expect(brokenBy(weak)).resolves.toMatch(/^(journal|commit|open commit|end): Postgres says/);
  }, 120_000);

  it('and a journal that is read before the claim', async () => {
    await expect(brokenBy({ ...world, readsFirst: true })).resolves.toMatch(/^journal: Postgres says/);
  }, 120_000);

  it('and a fence that is missing', async () => {
    const none = {
      ...world,
      commitText: world.commitText.replace('own.epoch = g.epoch', 'own.epoch >= g.epoch').replace('FOR SHARE', ''),
    };
    await expect(brokenBy(none)).resolves.toMatch(/^(journal|commit|open commit|end): Postgres says/);
  }, 120_000);
});
