import type { Json } from '#durable';

export interface GateRow {
  readonly runId: string;
  readonly name: string;
  readonly state: 'pending' | 'resolved' | 'expired';
  readonly about: Json;
  readonly value: Json;
  readonly resolver: string | null;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly resolvedAt: Date | null;
}

const OPEN = `('queued', 'running', 'suspended', 'paused', 'cancelling')`;

/** A gate whose time is up, or whose run has ended, can't be decided any more, whether or not its run has noticed. */
const GATE = `
  SELECT p.run_id AS "runId", p.name, p.about, p.value, p.resolver, p.created_at AS "createdAt", p.expires_at AS "expiresAt",
         p.resolved_at AS "resolvedAt",
         CASE WHEN p.state = 'pending' AND (p.expires_at <= now() OR r.status NOT IN ${OPEN}) THEN 'expired' ELSE p.state END AS state
    FROM durable.promise p JOIN durable.run r ON r.id = p.run_id`;

/** $1 run, $2 name. */
export const GATE_BY_NAME = `${GATE} WHERE p.run_id = $1 AND p.name = $2`;

/** Of a run and what is under it: a root's whole tree, any other's own and those of the jobs it fanned out. $1 run, $2 its root. */
export const GATES_OF_RUN = `${GATE}
   WHERE r.root_id = $2 AND ($1 = $2 OR r.id = $1 OR (r.parent_id = $1 AND r.flow_parent IS NULL))
   ORDER BY p.created_at, p.run_id, p.name`;

/** Those of a region that can still be decided. $1 region. */
export const PENDING_GATES = `${GATE}
   WHERE r.object_key = $1 AND p.state = 'pending' AND p.expires_at > now() AND r.status IN ${OPEN}
   ORDER BY p.created_at, p.run_id, p.name`;
