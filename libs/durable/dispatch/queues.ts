import { FlowProducer, Queue } from 'bullmq';
import type { Job } from 'bullmq';
import { Redis } from 'ioredis';
import type { Logger } from '../logger.js';
import { within } from '../within.js';
import { flowTrees, jobData, jobId, jobOptions, type Dispatchable, type FlowNode, type JobData } from './job.js';
import { redisOptions, type RedisTarget } from './redis.js';

/** Default namespace of the engine's keys in Redis. */
export const DEFAULT_PREFIX = 'durable';

/** How long a goodbye may take. */
const GOODBYE_MS = 2_000;

/** A job Redis would still do something about. */
const LIVE_STATES = new Set(['waiting', 'active', 'delayed', 'prioritized', 'waiting-children']);

/** The queues in Redis: adds and wakes jobs. Everything here may be repeated. */
export class Queues {
  private readonly queues = new Map<string, Queue<JobData>>();
  private flows: FlowProducer | undefined;
  private shared: Redis | undefined;

  constructor(
    private readonly redis: RedisTarget,
    private readonly prefix: string,
    private readonly logger: Logger,
  ) {}

  /** The queue of that name; opened on first use. Apps show these in Bull Board. */
  queue(name: string): Queue<JobData> {
    const known = this.queues.get(name);
    if (known) return known;
    const queue = new Queue<JobData>(name, {
      connection: this.connection(),
      prefix: this.prefix,
      streams: { events: { maxLen: 1_000 } },
    });
    queue.on('error', (error) => this.logger.debug({ err: error, queue: name }, 'redis connection lost'));
    this.queues.set(name, queue);
    return queue;
  }

  /** Adds the unfinished nodes of a flow as one tree, unless its top is there already. */
  async addFlow(nodes: readonly FlowNode[]): Promise<void> {
    for (const tree of flowTrees(nodes)) {
      if (tree.opts?.jobId && (await this.queue(tree.queueName).getJob(tree.opts.jobId))) continue;
      await this.producer().add(tree);
    }
  }

  /** Adds one job per run, in bulk; jobs that are there already stay as they are. */
  async addBulk(runs: readonly Dispatchable[]): Promise<void> {
    for (const name of new Set(runs.map((run) => run.queue))) {
      const [first, ...others] = runs
        .filter((run) => run.queue === name)
        .map((run) => ({ name: run.kind, data: jobData(run), opts: jobOptions(run) }));
      // Without a pipeline around it, a single job reaches its worker a fifth sooner.
      if (first && others.length === 0) await this.queue(name).add(first.name, first.data, first.opts);
      else if (first) await this.queue(name).addBulk([first, ...others]);
    }
  }

  /**
   * Rings the alarm of a sleeping job. Returns false when there is no job that could be rung or is on its way.
   * An active job is on its way: its worker looks again after it has gone to sleep.
   */
  async wake(run: Dispatchable): Promise<boolean> {
    const job = await this.queue(run.queue).getJob(jobId(run));
    if (!job) return false;
    const state = await job.getState();
    if (state === 'delayed') await promote(job);
    return LIVE_STATES.has(state);
  }

  /** Whether Redis still holds a job that will bring the run to a worker. */
  async isLive(run: Pick<Dispatchable, 'id' | 'queue' | 'dispatch_seq'>): Promise<boolean> {
    return LIVE_STATES.has(await this.queue(run.queue).getJobState(jobId(run)));
  }

  /** Closes everything; what was said to Redis before is said. While it is away nobody is waited for. */
  async close(): Promise<void> {
    await Promise.all([...this.queues.values(), ...(this.flows ? [this.flows] : [])].map((one) => one.close()));
    this.queues.clear();
    this.flows = undefined;
    const { shared } = this;
    this.shared = undefined;
    if (shared?.status === 'ready')
      await within(
        GOODBYE_MS,
        shared.quit().catch(() => undefined),
      );
    // Also what is between two tries to connect: nobody else would ever end it.
    shared?.disconnect();
  }

  private producer(): FlowProducer {
    if (!this.flows) {
      this.flows = new FlowProducer({ connection: this.connection(), prefix: this.prefix });
      this.flows.on('error', (error) => this.logger.debug({ err: error }, 'redis connection lost'));
    }
    return this.flows;
  }

  /** One connection for all queues. Commands fail while Redis is away instead of piling up; the relay tries again. */
  private connection(): Redis {
    if (!this.shared) {
      this.shared = new Redis({ ...redisOptions(this.redis), enableOfflineQueue: false, maxRetriesPerRequest: 1 });
      this.shared.on('error', (error) => this.logger.debug({ err: error }, 'redis connection lost'));
    }
    return this.shared;
  }
}

/** Makes a delayed job run now. A job that has left the delayed set in between needs no promotion. */
export async function promote(job: Job<JobData>): Promise<void> {
  try {
    await job.promote();
  } catch (error) {
    if ((await job.getState()) === 'delayed') throw error;
  }
}
