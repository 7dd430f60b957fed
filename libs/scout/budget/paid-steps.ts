import type { DurableContext, Json, StepOptions } from '#durable';
import type { CallContext, Metered } from '../providers/ports.js';
import type { Budget } from './budget.js';
import { SETTLE, settlement } from './settlement.js';

export interface PaidStepSpec {
  readonly region: string;
  /** Worst case of the call, for the gate. */
  readonly estimateMicroUsd: number;
  /** What is asked, for the determinism guard. */
  readonly input?: Json;
}
export type PaidOutcome<T> =
  { readonly kind: 'done'; readonly value: T } | { readonly kind: 'skipped'; readonly reason: 'budget' };

/** A reservation outlives its step's timeout by this, then counts as left by a dead worker. */
const GRACE_MS = 60_000;
const DEFAULT_TIMEOUT_MS = 120_000;

/**
 * Paid calls as journaled steps: reserve, call, and journal the result together with the ledger row in one commit.
 * A replayed step costs nothing; a failed attempt gives its reservation back; a refused gate is journaled as skipped.
 */
export class PaidSteps {
  constructor(private readonly budget: Budget) {}

  run<T>(
    durable: DurableContext,
    name: string,
    spec: PaidStepSpec,
    call: (call: CallContext) => Promise<Metered<T>>,
    options?: StepOptions,
  ): Promise<PaidOutcome<T>> {
    const lifetimeMs = (options?.timeoutMs ?? DEFAULT_TIMEOUT_MS) + GRACE_MS;
    const stepOptions = spec.input === undefined ? options : { ...options, input: spec.input };
    return durable.step<PaidOutcome<T>>(
      name,
      async (scope) => {
        const step = { region: spec.region, runId: scope.runId, rootId: scope.rootId, stepKey: scope.key };
        const reservation = await this.budget.reserve(step, spec.estimateMicroUsd, lifetimeMs);
        if (reservation === null) return { kind: 'skipped', reason: 'budget' };
        try {
          const context = {
            signal: scope.signal,
            idempotencyKey: scope.idempotencyKey,
            runId: scope.runId,
            step: scope.key,
          };
          // Reserving took a while; a worker that was frozen in it must not pay for what the next owner may have paid for already.
          await scope.stillOwned();
          const metered = await call(context);
          scope.addCost(metered.costMicroUsd);
          scope.alsoCommit(SETTLE, settlement(reservation, metered));
          return { kind: 'done', value: metered.value };
        } catch (error) {
          // What the call met is what the step has to report; a reservation that can't be given back now expires.
          await this.budget.release(reservation).catch(() => undefined);
          throw error;
        }
      },
      stepOptions,
    );
  }
}
