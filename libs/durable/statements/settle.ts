import { statement } from './statement.js';

/** Takes ended runs and runs put aside whose `onSettled` is still owed, for a minute. $1 kinds with such a hook, $2 limit, $3 one run or null. */
export const takeUnsettled = statement(
  'takeUnsettled',
  `UPDATE durable.run SET settling_until = now() + interval '1 minute'
    WHERE id IN (SELECT id FROM durable.run
                  WHERE settled_at IS NULL AND status IN ('completed','failed','cancelled','needs_attention') AND kind = ANY($1::text[])
                    AND (settling_until IS NULL OR settling_until < now()) AND ($3::text IS NULL OR id = $3)
                  ORDER BY finished_at LIMIT $2 FOR UPDATE SKIP LOCKED)
   RETURNING id`,
);

/** Of an ended run: one that was retried meanwhile has another end before it. $1 run. */
export const markSettled = statement(
  'markSettled',
  `UPDATE durable.run SET settled_at = now() WHERE id = $1 AND status IN ('completed','failed','cancelled','needs_attention')`,
);

/** Lets a failed hook be called again after a while. $1 run, $2 ms. */
export const settleLater = statement(
  'settleLater',
  `UPDATE durable.run SET settling_until = now() + $2 * interval '1 ms' WHERE id = $1 AND settled_at IS NULL`,
);
