import { notificationOf, recordDelivery } from '../../notifications/index.js';
import { endsTheRun, reasonOf } from '../each-item.js';
import type { PhaseContext } from '../phase.js';

const FINDINGS_LOOKED_AT = 200;
const ATTEMPTS = 5;

/**
 * Tells the webhook of the warnings and errors that this run found first, at least once: the sending is a step of its own, and how
 * it went is kept in the delivery log. A receiver that can't be reached fails no run. Returns what was left out.
 */
export async function notify(context: PhaseContext): Promise<string[]> {
  const { durable, region, now, services } = context;
  const { notifier } = services;
  if (notifier === null) return [];
  const message = await durable.step('new findings', async () => {
    const { items } = await services.findings.list(region.slug, { status: 'open', first: FINDINGS_LOOKED_AT });
    const alerts = items
      .filter(({ createdAt }) => new Date(createdAt) >= now)
      .map(({ severity, targetLabel, description, suggestedAction }) => ({
        severity,
        target: targetLabel,
        description,
        suggestedAction,
      }));
    return notificationOf(region, durable.rootId, alerts);
  });
  if (message === null) return [];
  const delivery = await durable
    .step('notify', ({ idempotencyKey, signal }) => notifier.send(message, { idempotencyKey, signal }), {
      retry: { maxAttempts: ATTEMPTS },
    })
    .then(
      ({ status }) => ({ outcome: 'delivered' as const, detail: `answered ${String(status)}` }),
      (error: unknown) => {
        if (endsTheRun(error)) throw error;
        return { outcome: 'failed' as const, detail: reasonOf(error) };
      },
    );
  await durable.tx('note delivery', (client) =>
    recordDelivery(client, { ...delivery, message, channel: notifier.channel }),
  );
  await durable.event('notification', { channel: notifier.channel, ...delivery, alerts: message.alerts.length });
  return delivery.outcome === 'failed' ? [`notification: ${delivery.detail}`] : [];
}
