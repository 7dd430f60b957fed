import type { Logger } from './logger.js';

export interface PulseOptions {
  readonly name: string;
  /** Pause when there was nothing to do. */
  readonly idleMs: number;
  /** Pause between two rounds that found work. */
  readonly busyMs: number;
  /** Does one round; returns whether it found work. */
  readonly beat: () => Promise<boolean>;
  readonly logger: Logger;
}

/** Does something again and again, never twice at a time: soon after `hint()`, else after the idle pause. A failed round is logged and repeated later. */
export class Pulse {
  private timer: NodeJS.Timeout | undefined;
  private soon: NodeJS.Immediate | undefined;
  private running: Promise<void> | undefined;
  private hinted = false;
  private stopped = true;
  private failures = 0;

  constructor(private readonly options: PulseOptions) {}

  start(): void {
    if (!this.stopped) return;
    this.stopped = false;
    this.schedule(0);
  }

  /** There is something to do. */
  hint(): void {
    // A hint that is waiting already must not be put off by the next one.
    if (this.stopped || this.failures > 0 || this.hinted) return;
    this.hinted = true;
    if (!this.running) this.schedule(this.options.busyMs);
  }

  /** Resolves when the round in progress has ended; no further one starts. */
  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    clearImmediate(this.soon);
    await this.running;
  }

  private schedule(inMs: number): void {
    clearTimeout(this.timer);
    clearImmediate(this.soon);
    const begin = (): void => {
      this.running = this.round();
    };
    if (inMs === 0) this.soon = setImmediate(begin);
    else this.timer = setTimeout(begin, inMs);
  }

  private async round(): Promise<void> {
    this.hinted = false;
    let found = false;
    try {
      found = await this.options.beat();
      this.failures = 0;
    } catch (error) {
      this.failures += 1;
      const known = { err: error, pulse: this.options.name, failures: this.failures };
      this.options.logger.warn(known, 'a background round failed and will be repeated');
    }
    this.running = undefined;
    if (this.stopped) return;
    const backoffMs = Math.min(100 * 2 ** this.failures, 5_000);
    this.schedule(this.failures > 0 ? backoffMs : found || this.hinted ? this.options.busyMs : this.options.idleMs);
  }
}
