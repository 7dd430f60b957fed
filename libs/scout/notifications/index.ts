/** Telling people outside of what a run found. */
import { NotificationDeliveries1763900000000 } from './delivery-log.migration.js';

export { notificationsConfigSchema } from './config.js';
export { recordDelivery } from './delivery-log.js';
export { notificationOf } from './notification.js';
export { webhook, type Notifier } from './webhook.js';
export const notificationMigrations = [NotificationDeliveries1763900000000];
