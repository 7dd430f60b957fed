import { setTimeout as delay } from 'node:timers/promises';
import { Refusal, type DurableClient, type Json, type RunId, type StartSpec } from '#durable';
import type { Approval, StartTry } from '../observe/observations.js';
import { steadyNow } from '../observe/steady-clock.js';
import { oneOf, sequence, whole } from '../random.js';
import type { Pace, SyntheticKind } from './workflows.js';

const START_EVERY_MS = 350;
const MAX_OPEN = 30;
const ACCOUNTS = 6;
const KINDS: readonly SyntheticKind[] = ['ledger', 'ledger', 'ledger', 'fan', 'fan', 'nap', 'approve'];
/** How many are started again with the same input, with another, and cancelled. */
const AGAIN = 0.2;
const OTHERWISE = 0.15;
const CANCELLED = 0.1;

/** Keeps synthetic runs going: starts them, starts some twice, cancels some, approves those that wait. */
export class SyntheticDriver {
  readonly starts: StartTry[] = [];
  readonly approvals: Approval[] = [];
  private readonly random: () => number;
  private readonly stopped = new AbortController();
  private readonly tasks = new Set<Promise<void>>();
  private working: Promise<void> = Promise.resolve();
  private count = 0;

  constructor(
    private readonly client: DurableClient,
    seed: number,
    private readonly interrupted: AbortSignal,
  ) {
    this.random = sequence(seed);
  }

  start(): void {
    this.working = this.work();
  }

  /** Number of runs started so far. */
  get started(): number {
    return this.count;
  }

  /** What the client was not told in the end, because it never got an answer. */
  readonly givenUp: string[] = [];

  /** Starts nothing more; resolves when all that was begun is told to the client, or at once when the program is interrupted. */
  async stop(): Promise<void> {
    this.stopped.abort();
    await this.working;
    await Promise.all(this.tasks);
  }

  private async work(): Promise<void> {
    const { signal } = this.stopped;
    while (!signal.aborted) {
      if (this.tasks.size < MAX_OPEN) this.follow(this.one());
      await delay(START_EVERY_MS, undefined, { signal }).catch(() => undefined);
    }
  }

  private follow(task: Promise<void>): void {
    const followed = task
      .catch((error: unknown) => void this.givenUp.push(error instanceof Error ? error.message : String(error)))
      .finally(() => this.tasks.delete(followed));
    this.tasks.add(followed);
  }

  /** The life of one run as its client sees it. All that is drawn is drawn at once, so that the order of answers changes nothing. */
  private async one(): Promise<void> {
    const n = (this.count += 1);
    const kind = oneOf(this.random, KINDS);
    const input = this.pace(kind);
    const [again, otherwise, cancelled] = [this.random() < AGAIN, this.random() < OTHERWISE, this.random() < CANCELLED];
    const pauseMs = whole(this.random, 0, 2_500);
    const account = `account-${whole(this.random, 1, ACCOUNTS)}`;
    const spec: StartSpec = {
      id: `syn-${n}-${kind}` as RunId,
      workflow: kind,
      input: input as unknown as Json,
      idempotencyKey: `start-${n}`,
      ...(kind === 'ledger' ? { objectKey: account } : {}),
    };
    await this.tryStart(spec, 'first');
    if (again) await this.tryStart({ ...spec, id: `${spec.id}-again` as RunId }, 'first');
    if (otherwise) await this.tryStart({ ...spec, id: `${spec.id}-other` as RunId, input: { stepMs: [1] } }, 'other');
    if (kind === 'approve') await this.approve(spec.id, pauseMs);
    else if (cancelled) {
      await delay(pauseMs);
      await this.insist(() => this.client.cancel(spec.id), ['NOT_RUNNING']);
    }
  }

  private pace(kind: SyntheticKind): Pace {
    const long = this.random() < 0.3;
    const steps = kind === 'fan' ? 3 : 4;
    const stepMs = Array.from({ length: steps }, () => whole(this.random, 20, long ? 2_500 : 250));
    return { stepMs, width: whole(this.random, 2, 8) };
  }

  private async tryStart(spec: StartSpec, payload: string): Promise<void> {
    const { idempotencyKey = '' } = spec;
    const answer = await this.insist(async (): Promise<StartTry['answer']> => {
      try {
        const { run } = await this.client.start(spec);
        return { kind: 'run', runId: run.id };
      } catch (error) {
        if (error instanceof Refusal) return { kind: 'refused', code: error.code };
        throw error;
      }
    });
    if (answer) this.starts.push({ idempotencyKey, payload, answer });
  }

  /** Approves as soon as the run asks: just when it goes to sleep. */
  private async approve(id: RunId, pauseMs: number): Promise<void> {
    const asked = await this.insist(async () => {
      const gates = await this.client.gates(id);
      if (gates.length === 0) throw new Error('not yet');
      return gates;
    });
    if (!asked) return;
    if (pauseMs > 1_500) await delay(pauseMs);
    const resolved = await this.insist(async () => {
      try {
        await this.client.resolveGate(id, 'approval', { approved: true });
      } catch (error) {
        // Resolved before: by our own answer, whose acknowledgement was lost.
        if (!(error instanceof Refusal && error.code === 'GATE_RESOLVED')) throw error;
      }
      return true;
    }, ['NOT_RUNNING']);
    if (resolved) this.approvals.push({ runId: id, at: steadyNow() });
  }

  /** Asks until there is an answer, as a client does while stores are away. Undefined when it was refused as `expected`. Rejects after four minutes. */
  private async insist<T>(ask: () => Promise<T>, expected: readonly string[] = []): Promise<T | undefined> {
    const deadline = performance.now() + 240_000;
    for (;;) {
      try {
        return await ask();
      } catch (error) {
        if (error instanceof Refusal && expected.includes(error.code)) return undefined;
        this.interrupted.throwIfAborted();
        if (performance.now() > deadline) throw error;
        await delay(50);
      }
    }
  }
}
