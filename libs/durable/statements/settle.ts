import { statement } from './statement.js';

const ENDED = `('completed','failed','cancelled','needs_attention')`;
/** Nobody is reporting it now, and none failed to a moment ago. */
const UNREPORTED = `settled_at IS NULL AND status IN ${ENDED} AND (settling_until IS NULL OR settling_until < now())`;

/** Ended runs and runs put aside whose `onSettled` is still owed, oldest first. $1 kinds with such a hook, $2 limit. */
export const unsettled = statement(
  'unsettled',
  `SELECT owed.id FROM unnest($1::text[]) AS g(hooked) CROSS JOIN LATERAL (
       SELECT id, finished_at FROM durable.run WHERE kind = g.hooked AND ${UNREPORTED} ORDER BY finished_at LIMIT $2
     ) AS owed ORDER BY owed.finished_at LIMIT $2`,
);

/** Takes the end of one run to report it: until the lease ends it can't be retried. $1 run, $2 lease in ms, $3 claim. No row: somebody else has it. */
export const beginSettling = statement(
  'beginSettling',
  `UPDATE durable.run SET settling_claim = $3, settling_until = now() + $2 * interval '1 ms' WHERE id = $1 AND ${UNREPORTED} RETURNING id`,
);

/** Goes on holding an end. $1 run, $2 claim, $3 lease in ms. */
export const renewSettling = statement(
  'renewSettling',
  `UPDATE durable.run SET settling_until = now() + $3 * interval '1 ms' WHERE id = $1 AND settling_claim = $2`,
);

/** The end of that claim is reported; one that came after it is not. $1 run, $2 claim. */
export const markSettled = statement(
  'markSettled',
  'UPDATE durable.run SET settled_at = now(), settling_claim = NULL, settling_until = NULL WHERE id = $1 AND settling_claim = $2',
);

/** Lets go of an end that could not be reported, until it is tried again. $1 run, $2 claim, $3 pause in ms. */
export const letSettle = statement(
  'letSettle',
  `UPDATE durable.run SET settling_claim = NULL, settling_until = now() + $3 * interval '1 ms' WHERE id = $1 AND settling_claim = $2`,
);
