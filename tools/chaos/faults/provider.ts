import { setTimeout as delay } from 'node:timers/promises';
import { UNHELD } from './fault.js';
import type { ProviderFailure } from '../schedule.js';
import type { Inject } from './fault.js';

/** Fewer failures than a step has tries, so that each item is got in the end and the graph can be compared. */
const FAILURES: Readonly<Record<ProviderFailure, object>> = {
  'rate-limited': { status: 429, retryAfter: 1, times: 2 },
  failing: { status: 500, times: 2 },
  malformed: { malformed: true, times: 1 },
  dropped: { drop: true, times: 1 },
  hanging: { hang: true, times: 1 },
};

/** A provider of the outside world misbehaves for a while. */
export const failProvider: Inject = async ({ provider, failure, durationMs }, { system }) => {
  await set(system.town, { [provider]: FAILURES[failure] });
  try {
    await delay(durationMs, undefined, UNHELD);
  } finally {
    await set(system.town, { [provider]: {} });
  }
  return { pid: null, detail: `${provider} ${failure} within ${durationMs} ms` };
};

async function set(town: string, faults: object): Promise<void> {
  const response = await fetch(`${town}/__faults`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(faults),
  });
  if (!response.ok) throw new Error(`The town refused the fault: ${await response.text()}`);
}
