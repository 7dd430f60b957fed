import { z } from 'zod';

/** Where alerts go. The worker puts it into its own schema. */
export const notificationsConfigSchema = z.object({
  NOTIFY_WEBHOOK_URL: z
    .url({ protocol: /^https?$/, error: 'must be an http(s) address such as https://hooks.slack.com/services/…' })
    .optional()
    .describe(
      'Address that is told of new warnings and errors after a run, as JSON; a Slack incoming webhook works too',
    ),
});
