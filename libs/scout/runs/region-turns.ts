import type { Pool } from 'pg';
import type { RunStatus } from '#durable';
import { INVESTIGATION } from '../phases/registry.js';
import { refused, type Refused } from './outcome.js';

/** The run that may write in a region now: it is at the gate, or it was postponed and its time has come. */
export interface Turn {
  readonly id: string;
  /** Name of its workflow. */
  readonly kind: string;
  readonly status: RunStatus;
  /** False for a postponed run that is due and has not begun. */
  readonly begun: boolean;
  /** A part of it waits for a person to decide. */
  readonly asks: boolean;
}

/** Of each region the open root run at its gate, else the postponed one that is due first. $1 regions. */
const TURNS = `
  SELECT DISTINCT ON (object_key) object_key AS region, id, kind, status, is_head AS begun,
         EXISTS (SELECT 1 FROM durable.run part JOIN durable.promise p ON p.run_id = part.id
                  WHERE part.root_id = run.id AND part.status = 'suspended' AND p.state = 'pending') AS asks
    FROM durable.run
   WHERE object_key = ANY($1) AND parent_id IS NULL AND (is_head OR start_at <= now())
     AND status IN ('queued', 'running', 'suspended', 'paused', 'cancelling')
   ORDER BY object_key, is_head DESC, admitted`;

/** Whose turn it is in a region. The hold (`RegionScoutRun`) does not say it all: an investigation takes none, a postponed run none before it begins. */
export class RegionTurns {
  constructor(private readonly pool: Pool) {}

  /** The run whose turn it is in a region; null when it is nobody's. */
  async in(region: string): Promise<Turn | null> {
    return (await this.of([region])).get(region) ?? null;
  }

  /** The same for many regions; those where it is nobody's turn are left out. */
  async of(regions: readonly string[]): Promise<ReadonlyMap<string, Turn>> {
    const { rows } = await this.pool.query<Turn & { region: string }>(TURNS, [regions]);
    return new Map(rows.map(({ region, ...turn }) => [region, turn]));
  }
}

/** Why a run can't take a region while it is another one's turn; null when it is nobody's, or that of `own`. */
export function turnTaken(turn: Turn | null, own: string | null = null): Refused | null {
  if (turn === null || turn.id === own) return null;
  const { id, kind, begun } = turn;
  const who = !begun ? 'postponed run' : kind === INVESTIGATION.workflow ? 'investigation' : 'run';
  const { state, way } = standing(turn);
  return refused('REGION_BUSY', `It is the turn of the ${who} ${id} in this region (${state}).`, way);
}

/** How the run at its turn stands, and what lets others come next. A full run's own row says nothing of its phases. */
function standing({ id, status, begun, asks }: Turn): { readonly state: string; readonly way: string } {
  if (!begun) return { state: 'due', way: `Wait for ${id} to end, or stop it.` };
  if (status === 'paused') return { state: 'paused', way: `Resume ${id} and wait for its end, or stop it.` };
  if (status === 'cancelling') return { state: 'being stopped', way: `Wait for ${id} to end.` };
  if (asks) return { state: 'awaits approval', way: `Approve or hold what ${id} asks, or stop it.` };
  return { state: 'at work', way: `Wait for ${id} to end, or stop it.` };
}
