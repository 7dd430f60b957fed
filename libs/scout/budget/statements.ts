/** Today in UTC, by the database's clock: one clock decides for all workers. */
const TODAY = `(now() AT TIME ZONE 'UTC')::date`;

/** One reservation of a region at a time. $1 region. Held until the transaction ends. */
export const LOCK_REGION = `SELECT pg_advisory_xact_lock(hashtextextended('budget:' || $1, 0))`;

/** Spent and reserved today, micro-USD as text. Reservations of dead workers do not count. $1 region. */
export const STATUS = `
SELECT
  (SELECT coalesce(sum(cost_micro_usd), 0) FROM budget.ledger WHERE region = $1 AND day = ${TODAY})::text AS spent,
  (SELECT coalesce(sum(amount_micro_usd), 0) FROM budget.reservation
   WHERE region = $1 AND day = ${TODAY} AND expires_at > now())::text AS reserved`;

/**
 * Reserves for one attempt of one step, if the day's limit allows; returns a row when it does.
 * An earlier attempt of the same step is replaced. Run under LOCK_REGION.
 * $1 run, $2 step, $3 token, $4 region, $5 amount, $6 limit (0: none), $7 milliseconds until it expires.
 */
export const RESERVE = `
INSERT INTO budget.reservation (run_id, step_key, token, region, amount_micro_usd, expires_at)
SELECT $1, $2, $3, $4, $5, now() + $7 * interval '1 millisecond'
WHERE $6::bigint = 0 OR $5::bigint + (
    SELECT coalesce(sum(cost_micro_usd), 0) FROM budget.ledger WHERE region = $4 AND day = ${TODAY}
  ) + (
    SELECT coalesce(sum(amount_micro_usd), 0) FROM budget.reservation
    WHERE region = $4 AND day = ${TODAY} AND expires_at > now() AND NOT (run_id = $1 AND step_key = $2)
  ) <= $6::bigint
ON CONFLICT (run_id, step_key) DO UPDATE
SET token = excluded.token, amount_micro_usd = excluded.amount_micro_usd, day = excluded.day, expires_at = excluded.expires_at
RETURNING token`;

/** Gives a reservation back. $1 run, $2 step, $3 token. */
export const RELEASE = `DELETE FROM budget.reservation WHERE run_id = $1 AND step_key = $2 AND token = $3`;

/**
 * Books a reservation as spent, whole: its call was cut off, and what the provider charges for it nobody will say.
 * $1 run, $2 step, $3 token, $4 root run. The first row of a step (n = 0) is kept for the call that succeeds.
 */
export const FORFEIT = `
WITH gone AS (
  DELETE FROM budget.reservation WHERE run_id = $1 AND step_key = $2 AND token = $3 RETURNING region, amount_micro_usd
)
INSERT INTO budget.ledger (region, run_id, root_id, step_key, n, provider, model, operation, units, cost_micro_usd)
SELECT region, $1, $4, $2, (SELECT coalesce(max(n), 0) + 1 FROM budget.ledger WHERE run_id = $1 AND step_key = $2),
       'unknown', 'unknown', 'cut off', '{}', amount_micro_usd FROM gone WHERE amount_micro_usd > 0`;

/** Clears what dead workers left, a day later. */
export const SWEEP = `DELETE FROM budget.reservation WHERE expires_at < now() - interval '1 day'`;

/** The paid calls of steps that were journaled just now, into the ledger. Part of the statement that journals them, see SETTLE. */
export const RECORD_COMMITTED = `
INSERT INTO budget.ledger (region, run_id, root_id, step_key, n, provider, model, operation, units, cost_micro_usd)
SELECT data->>'region', run_id, data->>'rootId', key, 0, data->>'provider', data->>'model', data->>'operation', data->'units', (data->>'costMicroUsd')::bigint
FROM committed
ON CONFLICT (run_id, step_key, n) DO NOTHING`;

/** Gives back the reservations of steps that were journaled just now. Part of the statement that journals them, see SETTLE. */
export const RELEASE_COMMITTED = `
DELETE FROM budget.reservation r USING committed c
WHERE r.run_id = c.run_id AND r.step_key = c.key AND r.token = (c.data->>'token')::uuid`;

/** What was paid for, grouped. $1 region or null, $2 root run or null, $3 first day or null. */
export const SPENDING = `
SELECT region, day::text AS day, provider, model, operation, count(*)::int AS calls, sum(cost_micro_usd)::text AS cost
FROM budget.ledger
WHERE ($1::text IS NULL OR region = $1) AND ($2::text IS NULL OR root_id = $2) AND ($3::date IS NULL OR day >= $3::date)
GROUP BY region, ledger.day, provider, model, operation
ORDER BY ledger.day DESC, sum(cost_micro_usd) DESC LIMIT 1000`;
