import type { DurableClient, RunId, RunRecord } from '#durable';
import { refused, type Refused } from './outcome.js';
import { quoted } from './quoted.js';

/** The run that a part belongs to: operators steer the whole, whichever part they name. */
export async function wholeRun(durable: DurableClient, runId: string): Promise<RunRecord | Refused> {
  const part = await durable.get(runId as RunId);
  const whole = part === null || part.rootId === part.id ? part : await durable.get(part.rootId);
  return whole ?? refused('RUN_NOT_FOUND', `No run is called ${quoted(runId)}.`, 'List runs to see their ids.');
}
