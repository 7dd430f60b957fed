import type { DurableContext, Json, StepOptions, StepScope } from '#durable';
import type { CallContext, Metered } from '../providers/ports.js';
import type { Budget } from './budget.js';
import { SETTLE, settlement } from './settlement.js';
import { Unanswered } from './unanswered.js';

export interface PaidStepSpec<I extends Json> {
  readonly region: string;
  /** Worst case of the call, for the gate. */
  readonly estimateMicroUsd: number | ((input: I) => number);
  /** What is asked: journaled, and what an operator may edit in a fork. The call is given the one that holds. */
  readonly input: I;
}
/** A call whose question can't be told in the journal, and not be edited. */
export interface FixedPaidStepSpec {
  readonly region: string;
  readonly estimateMicroUsd: number;
}
export type PaidOutcome<T> =
  { readonly kind: 'done'; readonly value: T } | { readonly kind: 'skipped'; readonly reason: 'budget' };

/** A reservation outlives its step's timeout by this, then it is that of a dead worker and is booked. */
const GRACE_MS = 60_000;
const DEFAULT_TIMEOUT_MS = 120_000;

/**
 * Paid calls as journaled steps: reserve, call, and journal the result together with the ledger row in one commit.
 * A replayed step costs nothing; a failed attempt gives its reservation back; a refused gate is journaled as skipped. What was reserved and neither
 * settled nor given back is a call that may be charged for: one that was cut off (a kill, a time limit, a broken answer) is booked with what it may cost
 * at most, one that came back too late to be journaled with what it cost, and what a dead worker left when the step is tried again, or else when it expires.
 */
export class PaidSteps {
  constructor(private readonly budget: Budget) {}

  /** Makes the call with the step's input: its own, or what an operator put in its place. */
  run<T, I extends Json>(
    durable: DurableContext,
    name: string,
    spec: PaidStepSpec<I>,
    call: (call: CallContext, input: I) => Promise<Metered<T>>,
    options?: StepOptions,
  ): Promise<PaidOutcome<T>> {
    const { region, estimateMicroUsd: estimate, input } = spec;
    const body = (scope: StepScope): Promise<PaidOutcome<T>> => {
      // A fork's edited input has the shape of the journaled one: the engine refuses any other.
      const asked = scope.input as I;
      const estimateMicroUsd = typeof estimate === 'number' ? estimate : estimate(asked);
      return this.pay(scope, { region, estimateMicroUsd }, options, (context) => call(context, asked));
    };
    return durable.step(name, body, { ...options, input });
  }

  /** Makes a call whose question is made from what the journal holds already, such as a turn of a conversation. */
  runFixed<T>(
    durable: DurableContext,
    name: string,
    spec: FixedPaidStepSpec,
    call: (call: CallContext) => Promise<Metered<T>>,
  ): Promise<PaidOutcome<T>> {
    return durable.step(name, (scope) => this.pay(scope, spec, undefined, call));
  }

  private async pay<T>(
    scope: StepScope,
    { region, estimateMicroUsd }: FixedPaidStepSpec,
    options: StepOptions | undefined,
    call: (call: CallContext) => Promise<Metered<T>>,
  ): Promise<PaidOutcome<T>> {
    const lifetimeMs = (options?.timeoutMs ?? DEFAULT_TIMEOUT_MS) + GRACE_MS;
    const step = { region, runId: scope.runId, rootId: scope.rootId, stepKey: scope.key };
    const reservation = await this.budget.reserve(step, estimateMicroUsd, lifetimeMs);
    if (reservation === null) return { kind: 'skipped', reason: 'budget' };
    let sent = false;
    let answered = false;
    try {
      const { signal, idempotencyKey, runId, key } = scope;
      // Reserving took a while; a worker that was frozen in it must not pay for what the next owner may have paid for already.
      await scope.stillOwned();
      sent = true;
      const metered = await call({ signal, idempotencyKey, runId, step: key });
      answered = true;
      const tooLate = (): Promise<void> => this.budget.bookLate(reservation, metered).catch(() => undefined);
      if (signal.aborted) {
        await tooLate();
        return { kind: 'done', value: metered.value };
      }
      // A kill may still refuse the commit; what was committed nevertheless is not booked again.
      signal.addEventListener('abort', () => void tooLate(), { once: true });
      scope.addCost(metered.costMicroUsd);
      scope.alsoCommit(SETTLE, settlement(reservation, metered));
      return { kind: 'done', value: metered.value };
    } catch (error) {
      const charged = answered || (sent && (scope.signal.aborted || error instanceof Unanswered));
      const ended = charged ? this.budget.forfeit(reservation) : this.budget.release(reservation);
      // What the call met is what the step has to report; a reservation that can't be given back or booked now is booked when it expires.
      await ended.catch(() => undefined);
      throw error;
    }
  }
}
