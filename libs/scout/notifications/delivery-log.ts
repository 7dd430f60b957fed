import type { PoolClient } from 'pg';
import type { Notification } from './notification.js';

/** $1 region, $2 run, $3 channel, $4 body, $5 outcome, $6 detail. */
const RECORD_DELIVERY = `
INSERT INTO notification.delivery (region, run_id, channel, body, outcome, detail) VALUES ($1, $2, $3, $4, $5, $6)`;

/** How sending one message went. */
export interface Delivery {
  readonly channel: string;
  readonly message: Notification;
  readonly outcome: 'delivered' | 'failed';
  /** The receiver's status, or why it failed. */
  readonly detail: string;
}

/** Adds a delivery to the log, in the transaction of `client`. */
export async function recordDelivery(
  client: PoolClient,
  { channel, message, outcome, detail }: Delivery,
): Promise<void> {
  await client.query(RECORD_DELIVERY, [
    message.region,
    message.runId,
    channel,
    JSON.stringify(message),
    outcome,
    detail.slice(0, 1_000),
  ]);
}
