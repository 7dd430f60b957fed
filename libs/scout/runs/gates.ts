import type { Pool } from 'pg';
import { Refusal, type DurableClient, type Json, type RunId, type RunStatus } from '#durable';
import type { GateAnswer, GateDecision, GateQuestion } from '../phases/approval-gate.js';
import { GATE_DECISIONS } from '../phases/approval-gate.js';
import { accepted, refused, refusedByEngine, type Refused, type ScoutOutcome } from './outcome.js';
import { GATE_BY_NAME, GATES_OF_RUN, PENDING_GATES, type GateRow } from './gates.statements.js';
import { quoted } from './quoted.js';
import { wholeRun } from './whole-run.js';

/** Something a run waits for people to decide. */
export interface Gate {
  /** `{run}/{name}`. */
  readonly id: string;
  readonly runId: string;
  readonly name: string;
  readonly title: string;
  readonly state: 'pending' | 'resolved' | 'expired';
  readonly options: readonly GateDecision[];
  readonly subject: Json;
  readonly decision: GateDecision | null;
  readonly note: string | null;
  readonly resolver: string | null;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly resolvedAt: Date | null;
}

/** What runs wait for people to decide, and the deciding. */
export class Gates {
  constructor(
    private readonly pool: Pool,
    private readonly durable: DurableClient,
  ) {}

  /** The gates of a run and of everything under it, oldest first. */
  async ofRun(run: { readonly id: string; readonly rootId: string }): Promise<Gate[]> {
    return (await this.pool.query<GateRow>(GATES_OF_RUN, [run.id, run.rootId])).rows.map(gateOf);
  }

  /** The gates of a region that somebody can still decide, oldest first. */
  async pending(region: string): Promise<Gate[]> {
    return (await this.pool.query<GateRow>(PENDING_GATES, [region])).rows.map(gateOf);
  }

  /** Decides a gate, once and for all; the run goes on with the answer. */
  async resolve(
    gateId: string,
    decision: GateDecision,
    by: { readonly actor: string; readonly note?: string | null },
  ): Promise<ScoutOutcome> {
    const gate = await this.find(gateId);
    if (gate === null) {
      const first = 'Look at `gates` of the run, or pendingGates of the region.';
      return refused('GATE_NOT_FOUND', `No run waits at a gate ${quoted(gateId)}.`, first);
    }
    const closed = whyClosed(gate);
    if (closed !== null) return closed;
    const answer: GateAnswer = { decision, note: by.note ?? null, by: by.actor };
    try {
      await this.durable.resolveGate(gate.runId as RunId, gate.name, { ...answer }, by.actor);
    } catch (cause) {
      if (cause instanceof Refusal) return refusedByEngine(cause, 'GATE_NOT_FOUND');
      throw cause;
    }
    const run = await wholeRun(this.durable, gate.runId);
    return 'success' in run ? run : accepted(whatFollows(decision, run.status), run);
  }

  private async find(gateId: string): Promise<Gate | null> {
    const cut = gateId.indexOf('/');
    if (cut < 1) return null;
    const { rows } = await this.pool.query<GateRow>(GATE_BY_NAME, [gateId.slice(0, cut), gateId.slice(cut + 1)]);
    return rows[0] === undefined ? null : gateOf(rows[0]);
  }
}

/** What becomes of a run whose gate was decided. */
export function whatFollows(decision: GateDecision, status: RunStatus): string {
  const decided = decision === 'approve' ? 'Approved' : 'Held';
  if (status === 'paused') return `${decided}: the run goes on when it is resumed.`;
  return decision === 'approve' ? `${decided}: the run goes on.` : `${decided}: the run goes on without it.`;
}

function whyClosed(gate: Gate): Refused | null {
  if (gate.state === 'resolved') {
    const who = gate.resolver ?? 'somebody';
    return refused(
      'GATE_RESOLVED',
      `${who} has decided this gate: ${gate.decision ?? 'resolved'}.`,
      'The first answer stands.',
    );
  }
  if (gate.state === 'pending') return null;
  return refused(
    'GATE_EXPIRED',
    'The time to decide is over, or the run has ended.',
    'To be asked again, retry a run that was stopped; fork one that went on without an answer from this step.',
  );
}

function gateOf(row: GateRow): Gate {
  const about = (row.about ?? {}) as Partial<GateQuestion>;
  const value = (row.value ?? {}) as Partial<GateAnswer>;
  return {
    id: `${row.runId}/${row.name}`,
    runId: row.runId,
    name: row.name,
    title: about.title ?? row.name,
    state: row.state,
    options: about.options ?? GATE_DECISIONS,
    subject: about.subject ?? null,
    decision: value.decision ?? null,
    note: value.note ?? null,
    resolver: row.resolver,
    createdAt: row.createdAt,
    expiresAt: row.expiresAt,
    resolvedAt: row.resolvedAt,
  };
}
