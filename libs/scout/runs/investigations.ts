import type { Pool } from 'pg';
import type { DurableClient, Json } from '#durable';
import type { RegionRepository, Signal, SignalRepository } from '#graph';
import { INVESTIGATION } from '../phases/registry.js';
import { admitUnderFreeId } from './admission.js';
import type { OncePerKey } from './once-per-key.js';
import { refused, type Refused, type ScoutOutcome } from './outcome.js';
import { quoted } from './quoted.js';
import type { StartChecks } from './start-checks.js';

export interface InvestigationsParts {
  readonly durable: DurableClient;
  readonly signals: Pick<SignalRepository, 'get'>;
  readonly regions: Pick<RegionRepository, 'get'>;
  readonly checks: StartChecks;
  readonly once: OncePerKey;
  readonly pool: Pool;
  readonly clock: () => Date;
}

/** The open investigation of a signal; forks count too. $1 region, $2 workflow, $3 signal. */
const OPEN_INVESTIGATION = `
  SELECT id FROM durable.run
   WHERE object_key = $1 AND parent_id IS NULL AND kind = $2 AND tags ->> 'signal' = $3
     AND status IN ('queued', 'running', 'suspended', 'paused', 'cancelling')
   ORDER BY admitted LIMIT 1`;

/**
 * Starts investigations of one signal or tension. An investigation does not take the region's lock: it takes its turn at the gate of the region's
 * object key, where one run at a time is let in, and while it is its turn nothing else takes the region (`RegionTurns`).
 */
export class Investigations {
  constructor(private readonly parts: InvestigationsParts) {}

  async start(request: {
    readonly signalId: string;
    readonly idempotencyKey?: string;
    readonly actor: string;
  }): Promise<ScoutOutcome> {
    const { signalId, idempotencyKey, actor } = request;
    return this.parts.once.start(idempotencyKey, ['investigation', signalId], () =>
      this.parts.once.oneAtATime(`investigation of ${signalId}`, () => this.startOnce(signalId, actor, idempotencyKey)),
    );
  }

  private async startOnce(signalId: string, actor: string, idempotencyKey?: string): Promise<ScoutOutcome> {
    const { durable, signals, regions, checks, clock } = this.parts;
    const signal = await signals.get(signalId);
    const region = signal === null ? null : await regions.get(signal.region);
    if (signal === null || region === null)
      return refused('SIGNAL_NOT_FOUND', `No signal is called ${quoted(signalId)}.`, 'List the signals of a region.');
    const missing = (await this.investigated(signal)) ?? (await checks.refusal('investigation', region.slug));
    if (missing !== null) return missing;
    const now = clock();
    const input = { region, now: now.toISOString(), signalId: signal.id } as unknown as Json;
    return admitUnderFreeId(
      durable,
      region.slug,
      now,
      (id) => ({
        id,
        workflow: INVESTIGATION.workflow,
        input,
        objectKey: region.slug,
        idempotencyKey,
        tags: { startedBy: actor, signal: signal.id },
      }),
      `"${signal.title}" is investigated as soon as it is its turn in ${region.name}.`,
    );
  }

  /** Why a signal can't be investigated while it is being investigated; null when it is not. */
  private async investigated({ id, region, title }: Signal): Promise<Refused | null> {
    const values = [region, INVESTIGATION.workflow, id];
    const { rows } = await this.parts.pool.query<{ id: string }>(OPEN_INVESTIGATION, values);
    const [open] = rows;
    if (open === undefined) return null;
    return refused(
      'SIGNAL_BUSY',
      `"${title}" is being investigated already, by run ${open.id}.`,
      `Follow ${open.id} to its end, or stop it.`,
    );
  }
}
