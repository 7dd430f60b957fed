/** Today in UTC, by the database's clock: one clock decides for all workers. */
const TODAY = `(now() AT TIME ZONE 'UTC')::date`;

/** One change of a region's reservations and bookings at a time. $1 region. Held until the transaction ends. */
export const LOCK_REGION = `SELECT pg_advisory_xact_lock(hashtextextended('budget:' || $1, 0))`;

/** Spent today and reserved, micro-USD as text. A reservation counts until it is booked or given back, whatever its day and its age. $1 region. */
export const STATUS = `
SELECT
  (SELECT coalesce(sum(cost_micro_usd), 0) FROM budget.ledger WHERE region = $1 AND day = ${TODAY})::text AS spent,
  (SELECT coalesce(sum(amount_micro_usd), 0) FROM budget.reservation WHERE region = $1)::text AS reserved`;

/**
 * Reserves for one attempt of one step, if the day's limit allows; returns a row when it does. Run under LOCK_REGION, after BOOK_LEFT_BEHIND.
 * $1 run, $2 step, $3 token, $4 region, $5 amount, $6 limit (0: none), $7 milliseconds until it expires, $8 root run.
 */
export const RESERVE = `
INSERT INTO budget.reservation (run_id, step_key, token, region, amount_micro_usd, expires_at, root_id)
SELECT $1, $2, $3, $4, $5, now() + $7 * interval '1 millisecond', $8
WHERE $6::bigint = 0 OR $5::bigint + (
    SELECT coalesce(sum(cost_micro_usd), 0) FROM budget.ledger WHERE region = $4 AND day = ${TODAY}
  ) + (
    SELECT coalesce(sum(amount_micro_usd), 0) FROM budget.reservation WHERE region = $4
  ) <= $6::bigint
RETURNING token`;

/** A reservation whose call was never sent, or failed, is given back, also when it was booked meanwhile. Run under LOCK_REGION. $1 token. */
export const RELEASE = `
WITH gone AS (DELETE FROM budget.reservation WHERE token = $1)
DELETE FROM budget.ledger WHERE token = $1`;

/** The next position among the bookings of a step. The first one (n = 0) is kept for the call whose result is journaled. */
const nextOf = (gone: string): string =>
  `(SELECT coalesce(max(l.n), 0) + 1 FROM budget.ledger l WHERE l.run_id = ${gone}.run_id AND l.step_key = ${gone}.step_key)`;

/**
 * Books reservations as spent, whole, on their day: their calls were cut off or their workers died, and what the provider charges for them nobody
 * will say. One that is being settled just now is left to that. Run under LOCK_REGION.
 */
const bookCutOff = (which: string): string => `
WITH gone AS (
  DELETE FROM budget.reservation
   WHERE token IN (SELECT token FROM budget.reservation WHERE ${which} FOR UPDATE SKIP LOCKED)
  RETURNING *
)
INSERT INTO budget.ledger (region, run_id, root_id, step_key, n, provider, model, operation, units, cost_micro_usd, day, token)
SELECT region, run_id, root_id, step_key,
       ${nextOf('gone')} - 1 + row_number() OVER (PARTITION BY run_id, step_key ORDER BY expires_at, token),
       'unknown', 'unknown', 'cut off', '{}', amount_micro_usd, day, token
  FROM gone WHERE amount_micro_usd > 0`;

/** Books the reservation of a call that was cut off. $1 token. */
export const FORFEIT = bookCutOff('token = $1');

/** Books what earlier owners and attempts of a step left behind, and what expired in its region. $1 region, $2 run, $3 step. */
export const BOOK_LEFT_BEHIND = bookCutOff('region = $1 AND (run_id = $2 AND step_key = $3 OR expires_at <= now())');

/** Books what expired in a region. $1 region. */
export const BOOK_EXPIRED = bookCutOff('region = $1 AND expires_at <= now()');

/** Regions with reservations that expired. */
export const REGIONS_WITH_EXPIRED = `SELECT DISTINCT region FROM budget.reservation WHERE expires_at <= now()`;

/**
 * Books what a call really cost whose step can't be journaled any more, in the place of its reservation or of what that was booked with. Nothing when
 * the step was journaled. Run under LOCK_REGION. $1 token, $2 provider, $3 model, $4 operation, $5 units, $6 cost.
 */
export const BOOK_LATE = `
WITH gone AS (
  DELETE FROM budget.reservation WHERE token = $1 RETURNING *
), corrected AS (
  UPDATE budget.ledger SET provider = $2, model = $3, operation = $4, units = $5, cost_micro_usd = $6 WHERE token = $1
)
INSERT INTO budget.ledger (region, run_id, root_id, step_key, n, provider, model, operation, units, cost_micro_usd, token)
SELECT region, run_id, root_id, step_key, ${nextOf('gone')}, $2, $3, $4, $5, $6, token FROM gone`;

/** Gives back the reservations of steps that were journaled just now. The first part of the statement that journals them, see SETTLE. */
export const RELEASE_COMMITTED = `
DELETE FROM budget.reservation r USING committed c
WHERE r.token = (c.data->>'token')::uuid RETURNING r.token`;

/**
 * The paid calls of steps that were journaled just now, into the ledger, in the place of what they were booked with meanwhile: the conflict sees
 * bookings that this statement's snapshot does not. Part of the statement that journals them, see SETTLE; after the reservations, which whoever books
 * locks first, too.
 */
export const RECORD_COMMITTED = `
INSERT INTO budget.ledger (region, run_id, root_id, step_key, n, provider, model, operation, units, cost_micro_usd, token)
SELECT data->>'region', run_id, data->>'rootId', key, 0, data->>'provider', data->>'model', data->>'operation', data->'units', (data->>'costMicroUsd')::bigint, (data->>'token')::uuid
FROM committed WHERE (SELECT count(*) FROM effect_0) >= 0
ON CONFLICT (token) WHERE token IS NOT NULL DO UPDATE
SET provider = excluded.provider, model = excluded.model, operation = excluded.operation, units = excluded.units, cost_micro_usd = excluded.cost_micro_usd`;

/** What was paid for, grouped. $1 region or null, $2 root run or null, $3 first day or null. */
export const SPENDING = `
SELECT region, day::text AS day, provider, model, operation, count(*)::int AS calls, sum(cost_micro_usd)::text AS cost
FROM budget.ledger
WHERE ($1::text IS NULL OR region = $1) AND ($2::text IS NULL OR root_id = $2) AND ($3::date IS NULL OR day >= $3::date)
GROUP BY region, ledger.day, provider, model, operation
ORDER BY ledger.day DESC, sum(cost_micro_usd) DESC LIMIT 1000`;
