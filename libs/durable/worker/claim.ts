import * as sql from '../statements/claim.js';
import { fill } from '../statements/sized.js';
import type { Database } from '../store/database.js';
import type { Json, RunError, RunStatus } from '../types.js';
import { GroupCommit } from '../store/group-commit.js';

/** A run as its owner holds it. */
export interface Claim {
  readonly id: string;
  readonly kind: string;
  readonly root_id: string;
  readonly parent_id: string | null;
  readonly flow_parent: string | null;
  readonly fan_scope: string | null;
  readonly object_key: string | null;
  readonly tags: Record<string, string>;
  readonly epoch: number;
  readonly input: Json;
  readonly code_version: string | null;
  readonly cancel_requested_at: Date | null;
  readonly pause_requested_at: Date | null;
  readonly no_progress_crashes: number;
  readonly claimed_at: Date;
  /** The delivery that it was claimed for. */
  readonly dispatch: number;
  readonly attempt: number;
  readonly forked_from: string | null;
  /** Something is to be undone if it does not complete. */
  readonly owes_undo: boolean;
}

/** Whether nobody waits for a run to end: no parent, no flow, no next run of its key. */
export function standsAlone({ flow_parent, fan_scope, object_key }: Claim): boolean {
  return flow_parent === null && fan_scope === null && object_key === null;
}

export interface JournaledStep {
  readonly seq: number;
  readonly status: 'ok' | 'error';
  readonly inputHash: string | null;
  readonly output: Json;
  readonly error: RunError | null;
}
export interface CountedAttempts {
  readonly attempts: number;
  readonly costMicroUsd: number;
  /** Not to be tried again before. */
  readonly nextAt: Date | null;
}
/** Everything recorded of a run when its owner claimed it. */
export interface LoadedJournal {
  readonly steps: ReadonlyMap<string, JournaledStep>;
  readonly attempts: ReadonlyMap<string, CountedAttempts>;
  readonly events: ReadonlySet<string>;
  /** Inputs that an operator put in place of steps' own. */
  readonly inputs: ReadonlyMap<string, Json>;
}

export interface Delivery {
  readonly runId: string;
  readonly dispatch: number;
  /** How often BullMQ has started this job. */
  readonly attemptsStarted: number;
}

export type ClaimResult =
  | { readonly kind: 'claimed'; readonly claim: Claim }
  /** Another delivery has it, or it needs none any more. */
  | { readonly kind: 'stale' }
  /** It ended without success: its job must not release a parent. */
  | { readonly kind: 'ended'; readonly status: RunStatus }
  /** Not yet: a flow child is open, the run starts later, or it belongs to workers of another major version. */
  | { readonly kind: 'early'; readonly at: Date | null }
  /** It is paused; whoever resumes it rings. */
  | { readonly kind: 'paused' };

interface RefusalRow {
  readonly status: RunStatus;
  readonly dispatch_seq: number;
  readonly bull_attempt: number;
  readonly child_open: boolean;
  readonly start_at: Date | null;
  readonly code_version: string | null;
}

/** Whether a claim was made for this delivery and not for another one of the same run. */
function isFor(claim: Claim, { runId, dispatch, attemptsStarted }: Delivery): boolean {
  return claim.id === runId && claim.dispatch === dispatch && claim.attempt === attemptsStarted;
}

/** Takes runs for deliveries: from here on no earlier owner can write. Deliveries that come together cost one statement. */
export class Claims {
  private readonly group: GroupCommit<Delivery, Claim | undefined>;

  constructor(
    private readonly database: Database,
    private readonly me: { owner: string; leaseMs: number; codeVersion: string },
  ) {
    this.group = new GroupCommit(async (deliveries) => {
      const asked = deliveries.map(({ runId, attemptsStarted, dispatch }) => [runId, attemptsStarted, dispatch]);
      const rows = await database.query<Claim>(...fill(sql.claimRuns, asked, [me.owner, me.leaseMs, me.codeVersion]));
      return deliveries.map((delivery) => {
        // Several deliveries of one run may have come together: the claim belongs to the one that it was given to, once.
        const at = rows.findIndex((row) => isFor(row, delivery));
        return at < 0 ? undefined : rows.splice(at, 1)[0];
      });
    });
  }

  async take(delivery: Delivery): Promise<ClaimResult> {
    const claim = await this.group.add(delivery);
    if (claim) return { kind: 'claimed', claim };
    const [why] = await this.database.query<RefusalRow>(sql.claimRefusal, [delivery.runId]);
    return claimRefusal(why, delivery, this.me.codeVersion);
  }
}

/** What a delivery means that could not claim its run. */
export function claimRefusal(
  row: RefusalRow | undefined,
  { dispatch, attemptsStarted }: Delivery,
  codeVersion: string,
): ClaimResult {
  if (!row) return { kind: 'stale' };
  if (row.status === 'failed' || row.status === 'cancelled' || row.status === 'needs_attention')
    return { kind: 'ended', status: row.status };
  if (row.status === 'completed' || row.dispatch_seq !== dispatch || row.bull_attempt > attemptsStarted)
    return { kind: 'stale' };
  if (row.status === 'paused') return { kind: 'paused' };
  // It could be claimed now: something changed between the two looks, or an older delivery of the same dispatch came first.
  const waits = row.status === 'queued' || row.status === 'suspended' || row.bull_attempt < attemptsStarted;
  const foreign = row.code_version !== null && major(row.code_version) !== major(codeVersion);
  return waits || row.child_open || foreign || row.start_at !== null
    ? { kind: 'early', at: row.start_at }
    : { kind: 'stale' };
}

function major(version: string): string | undefined {
  return version.split('.')[0];
}

interface JournalRow {
  readonly seq: number;
  readonly kind: 'step' | 'attempt' | 'event' | 'input';
  readonly key: string;
  readonly status: 'ok' | 'error' | null;
  readonly input_hash: string | null;
  readonly output: Json;
  readonly output_blob: string | null;
  readonly blob: string | null;
  readonly error: RunError | null;
  readonly attempts: number;
  readonly cost_micro_usd: string;
  readonly next_at: Date | null;
}

/** Reads the journal of a claimed run. Must be a statement of its own after the claim: in the claim's snapshot a late commit of the last owner could be missing. */
export async function loadJournal(
  database: Database,
  claim: Pick<Claim, 'id' | 'epoch' | 'forked_from'>,
): Promise<LoadedJournal> {
  const steps = new Map<string, JournaledStep>();
  const attempts = new Map<string, CountedAttempts>();
  const events = new Set<string>();
  const inputs = new Map<string, Json>();
  // A run that nobody had before has no journal; a fork is born with one.
  if (claim.epoch === 1 && claim.forked_from === null) return { steps, attempts, events, inputs };
  for (const row of await database.query<JournalRow>(sql.loadJournal, [claim.id])) {
    if (row.kind === 'event') events.add(row.key);
    else if (row.kind === 'input') inputs.set(row.key, row.output);
    else if (row.kind === 'attempt')
      attempts.set(row.key, {
        attempts: row.attempts,
        costMicroUsd: Number(row.cost_micro_usd),
        nextAt: row.next_at,
      });
    else {
      const output = row.blob === null ? row.output : (JSON.parse(row.blob) as Json);
      steps.set(row.key, {
        seq: row.seq,
        status: row.status ?? 'ok',
        inputHash: row.input_hash,
        output,
        error: row.error,
      });
    }
  }
  return { steps, attempts, events, inputs };
}
