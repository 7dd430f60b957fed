import { setTimeout as delay } from 'node:timers/promises';
import type { DurableClient, RunId } from '#durable';
import { accepted, refused, type Refused, type ScoutOutcome } from './outcome.js';
import type { Claim, StartRequests } from './start-requests.js';

/** How long the same request waits for its twin before it is told to ask again. */
const PATIENCE_MS = 10_000;
const BETWEEN_LOOKS_MS = 100;
/** No client's key is as long: what is claimed under such a name is claimed by us alone. Characters. */
const LONGER_THAN_KEYS = 256;

/** Carries a start out once per idempotency key: the same key and words give the same run. */
export class OncePerKey {
  constructor(
    private readonly requests: StartRequests,
    private readonly durable: Pick<DurableClient, 'get'>,
  ) {}

  /** The outcome of `start`, or that of the first request with this key, also when that is still under way. `words` are equal for equal requests. */
  async start(
    key: string | undefined,
    words: readonly unknown[],
    start: () => Promise<ScoutOutcome>,
  ): Promise<ScoutOutcome> {
    if (key === undefined) return start();
    const claim = await this.claim(key, JSON.stringify(words));
    if (claim.kind === 'done') return this.carriedOutBefore(claim.runId);
    if (claim.kind === 'other_request') {
      return refused(
        'IDEMPOTENCY_CONFLICT',
        'This idempotency key was used for another request.',
        'Use a new key for a new request.',
      );
    }
    if (claim.kind === 'in_progress') return beingCarriedOut('Ask again in a few seconds with the same key.');
    let outcome: ScoutOutcome | null = null;
    try {
      // The process of the first request may have died after its run was admitted.
      const admitted = await this.requests.admittedRun(key);
      outcome = admitted === null ? await start() : await this.carriedOutBefore(admitted);
      if (outcome.success && outcome.run !== null) await this.requests.settle(key, outcome.run.id);
      return outcome;
    } finally {
      if (outcome?.success !== true) await this.requests.drop(key);
    }
  }

  /** The outcome of `start`, while nobody else starts anything about the same thing: others wait, and then find what was started. */
  async oneAtATime(thing: string, start: () => Promise<ScoutOutcome>): Promise<ScoutOutcome> {
    const key = thing.padEnd(LONGER_THAN_KEYS);
    if ((await this.claim(key, thing)).kind !== 'mine') return beingCarriedOut('Ask again in a few seconds.');
    try {
      return await start();
    } finally {
      await this.requests.drop(key);
    }
  }

  private async claim(key: string, words: string): Promise<Claim> {
    const deadline = Date.now() + PATIENCE_MS;
    for (;;) {
      const claim = await this.requests.claim(key, words);
      if (claim.kind !== 'in_progress' || Date.now() >= deadline) return claim;
      await delay(BETWEEN_LOOKS_MS);
    }
  }

  private async carriedOutBefore(runId: string): Promise<ScoutOutcome> {
    return accepted('This request was carried out before.', await this.durable.get(runId as RunId));
  }
}

function beingCarriedOut(unblocks: string): Refused {
  return refused('REGION_BUSY', 'The same request is being carried out.', unblocks);
}
