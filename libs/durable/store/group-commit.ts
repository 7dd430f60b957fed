import { isTransient } from './transient.js';

interface Waiting<I, R> {
  readonly item: I;
  readonly resolve: (result: R) => void;
  readonly reject: (error: unknown) => void;
}

/** Statements of one kind under way at once: one is flushed by the store while the next one is carried out. */
const IN_FLIGHT = 2;
const MAX_ITEMS = 100;

/**
 * Collects the writes that a process wants to make in one turn of its event loop, and makes them in one statement: one round trip and one flush
 * for many runs. With nothing else to write, an item goes alone and waits for nobody.
 */
export class GroupCommit<I, R> {
  private readonly queue: Waiting<I, R>[] = [];
  private inFlight = 0;
  private scheduled = false;

  /** `write` answers with one result per item, in the order of the items. It may be repeated with fewer items when it fails. */
  constructor(private readonly write: (items: readonly I[]) => Promise<readonly R[]>) {}

  /** Resolves when the item is stored; rejects with what made it impossible. */
  add(item: I): Promise<R> {
    const stored = new Promise<R>((resolve, reject) => this.queue.push({ item, resolve, reject }));
    this.schedule();
    return stored;
  }

  private schedule(): void {
    if (this.scheduled || this.inFlight >= IN_FLIGHT || this.queue.length === 0) return;
    this.scheduled = true;
    setImmediate(() => {
      this.scheduled = false;
      void this.flush(this.queue.splice(0, MAX_ITEMS));
      this.schedule();
    });
  }

  private async flush(batch: readonly Waiting<I, R>[]): Promise<void> {
    this.inFlight += 1;
    try {
      await this.store(batch);
    } finally {
      this.inFlight -= 1;
      this.schedule();
    }
  }

  private async store(batch: readonly Waiting<I, R>[]): Promise<void> {
    try {
      const results = await this.write(batch.map(({ item }) => item));
      batch.forEach(({ resolve }, n) => resolve(results[n] as R));
    } catch (error) {
      // One bad item must not fail its neighbours: alone, it is the only one to fail. A store that is away fails them all.
      if (batch.length > 1 && !isTransient(error)) for (const one of batch) await this.store([one]);
      else for (const { reject } of batch) reject(error);
    }
  }
}
