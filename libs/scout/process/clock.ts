import { z } from 'zod';

/** The time that runs count as "now". Both apps put it into their own schema. */
export const clockConfigSchema = z.object({
  SCOUT_NOW: z.iso
    .datetime({ offset: true, error: 'must be an ISO time with zone such as 2020-01-06T12:00:00Z' })
    .optional()
    .describe('Scout as if it were this time now (replays of old pages); time passes from there'),
});
export type ClockConfig = z.output<typeof clockConfigSchema>;

/** Wall time, or with SCOUT_NOW the time that passed since the start of this process, added to it. */
export function clockOf(config: ClockConfig): () => Date {
  if (config.SCOUT_NOW === undefined) return () => new Date();
  const offsetMs = Date.parse(config.SCOUT_NOW) - Date.now();
  return () => new Date(Date.now() + offsetMs);
}
