import { setTimeout as delay } from 'node:timers/promises';
import type { ChildOutcome, DurableContext, Json, StepScope, Workflow } from '#durable';
import type { EffectLog } from '../observe/effect-log.js';

/** Jobs that one worker works on at once, over all synthetic workflows. */
export const JOBS_PER_WORKER = 24;

/** The synthetic workflows by queue; the client routes by it. `backlog` is served by nobody. */
export const ROUTES = {
  ledger: 'ledger',
  fan: 'fan',
  part: 'part',
  nap: 'nap',
  approve: 'approve',
  backlog: 'backlog',
} as const;
export type SyntheticKind = keyof typeof ROUTES;

/** Input of all of them: how long each step's body takes. */
export interface Pace {
  readonly stepMs: readonly number[];
  readonly width?: number;
}

export interface Surroundings {
  readonly log: EffectLog;
  /** Tells the keyed provider; rejects when its answer was lost. */
  readonly charge: (scope: StepScope) => Promise<Json>;
}

const PATIENT = { maxAttempts: 10, initialDelayMs: 100, factor: 1.5, maxDelayMs: 1_000 };

/** The workflows of the synthetic workers. Every body leaves a line when it starts and another when it ends. */
export function syntheticWorkflows({ log, charge }: Surroundings): Workflow[] {
  const enter = (context: DurableContext): void =>
    log.write('enter', { run: context.runId, epoch: context.epoch, key: '' });
  const logged = (context: DurableContext, name: string, body: (scope: StepScope) => Promise<Json>): Promise<Json> =>
    context.step(
      name,
      async (scope) => {
        const at = { run: context.runId, epoch: context.epoch, key: scope.key };
        log.write('start', at);
        const output = await body(scope);
        log.write('end', at);
        return output;
      },
      { retry: PATIENT },
    );
  // Deaf to its signal on purpose: a body may be, and the journal must cope with what it returns late.
  const work = (context: DurableContext, name: string, ms: number): Promise<Json> =>
    logged(context, name, async ({ key }) => {
      await delay(ms);
      return { key, random: Math.random() };
    });
  const count = async (context: DurableContext): Promise<void> => {
    await context.tx('count', async (client) => {
      log.write('start', { run: context.runId, epoch: context.epoch, key: 'count' });
      await client.query('INSERT INTO counted (run_id, step) VALUES ($1, $2)', [context.runId, 'count']);
      log.write('end', { run: context.runId, epoch: context.epoch, key: 'count' });
    });
  };
  const workflow = (
    kind: SyntheticKind,
    concurrency: number,
    run: (context: DurableContext, pace: Pace) => Promise<void>,
  ): Workflow => ({
    name: kind,
    queue: ROUTES[kind],
    concurrency,
    async run(context, input) {
      enter(context);
      await run(context, input as unknown as Pace);
      return { done: true };
    },
  });
  return [
    workflow('ledger', 6, async (context, { stepMs }) => {
      for (const [index, ms] of stepMs.entries()) await work(context, `work-${index}`, ms);
      await logged(context, 'charge', charge);
      await count(context);
      await work(context, 'after', 30);
    }),
    workflow('fan', 4, async (context, { stepMs, width = 4 }) => {
      await work(context, 'split', stepMs[0] ?? 50);
      const specs = Array.from({ length: width }, (_, n) => ({
        name: String(n),
        workflow: 'part',
        input: { stepMs: stepMs.slice(1) } as Json,
      }));
      const parts: ChildOutcome[] = await context.children('parts', specs);
      await logged(context, 'join', async () => parts.filter((part) => part.status === 'completed').length);
      await count(context);
    }),
    workflow('part', 8, async (context, { stepMs }) => {
      for (const [index, ms] of stepMs.entries()) await work(context, `work-${index}`, ms);
      await logged(context, 'charge', charge);
      await count(context);
    }),
    workflow('nap', 4, async (context, { stepMs }) => {
      const until = new Date((await context.now()).getTime() + 1_000 + (stepMs[0] ?? 0));
      await context.sleepUntil('nap', until);
      await context.tx('woke', async (client) => {
        await client.query('INSERT INTO woke (run_id, until, at) VALUES ($1, $2, clock_timestamp())', [
          context.runId,
          until,
        ]);
      });
    }),
    workflow('approve', 2, async (context, { stepMs }) => {
      await work(context, 'ask', stepMs[0] ?? 50);
      await context.waitFor('approval', { timeoutMs: 3_600_000 });
      await work(context, 'done', 20);
    }),
  ];
}
