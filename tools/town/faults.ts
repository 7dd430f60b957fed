import { isRecord } from './providers/provider.js';

/** What goes wrong at one provider (`*`: at all). Without `errorRate` it goes wrong every time. */
export interface Fault {
  readonly latencyMs?: number;
  /** Share of the requests that fail, 0–1; which ones is decided by a seeded sequence. */
  readonly errorRate?: number;
  readonly status?: number;
  /** Seconds, sent as `retry-after` with the status. */
  readonly retryAfter?: number;
  /** A 200 whose body is cut in the middle. */
  readonly malformed?: boolean;
  /** The connection stays open and nothing comes. */
  readonly hang?: boolean;
  /** The connection is closed without an answer. */
  readonly drop?: boolean;
  /** The model declines (`stop_reason: refusal`). */
  readonly refusal?: boolean;
  /** The model does what the pages tell it to: items planted by an injection are answered like true ones. */
  readonly obedient?: boolean;
  /** The fault ends after this many failures. */
  readonly times?: number;
  /** Only requests whose address or body holds this text. */
  readonly match?: string;
}
export type Failure = 'status' | 'malformed' | 'hang' | 'drop' | 'refusal';
export interface Verdict {
  readonly latencyMs: number;
  readonly failure: Failure | null;
  readonly status: number;
  readonly retryAfter: number | null;
  readonly obedient: boolean;
}

const NUMBERS = ['latencyMs', 'errorRate', 'status', 'retryAfter', 'times'] as const;
const FLAGS = ['malformed', 'hang', 'drop', 'refusal', 'obedient'] as const;

/** Reads `{ provider: fault }`; throws an error that names what it does not understand. */
export function parseFaults(value: unknown, providers: readonly string[]): Map<string, Fault> {
  if (!isRecord(value)) throw new Error('send an object such as {"serper":{"status":500,"times":3}}');
  const faults = new Map<string, Fault>();
  for (const [provider, fault] of Object.entries(value)) {
    if (provider !== '*' && !providers.includes(provider))
      throw new Error(`unknown provider "${provider}"; known are ${[...providers, '*'].join(', ')}`);
    if (!isRecord(fault)) throw new Error(`the fault of "${provider}" must be an object`);
    for (const [key, field] of Object.entries(fault)) {
      const fits =
        (NUMBERS.some((name) => name === key) && typeof field === 'number' && field >= 0) ||
        (FLAGS.some((name) => name === key) && typeof field === 'boolean') ||
        (key === 'match' && typeof field === 'string');
      if (!fits)
        throw new Error(
          `"${provider}.${key}" is not understood; fields are ${[...NUMBERS, ...FLAGS, 'match'].join(', ')}`,
        );
    }
    faults.set(provider, fault);
  }
  return faults;
}

/** mulberry32: the same seed gives the same sequence of failures. */
function sequence(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** The faults that are set now. */
export class Faults {
  private faults = new Map<string, Fault>();
  private readonly failures = new Map<string, number>();
  private next: () => number;

  constructor(private readonly seed = 1) {
    this.next = sequence(seed);
  }
  /** Replaces the faults of the providers named; others stay. */
  set(faults: ReadonlyMap<string, Fault>): void {
    for (const [provider, fault] of faults) {
      this.faults.set(provider, fault);
      this.failures.delete(provider);
    }
  }
  clear(): void {
    this.faults = new Map();
    this.failures.clear();
    this.next = sequence(this.seed);
  }
  all(): Readonly<Record<string, Fault>> {
    return Object.fromEntries(this.faults);
  }

  /** What happens to one request; `subject` is its address and body. */
  decide(provider: string, subject: string): Verdict {
    const name = this.faults.has(provider) ? provider : '*';
    const fault = this.faults.get(name) ?? {};
    const quiet = { latencyMs: 0, failure: null, status: 0, retryAfter: null, obedient: fault.obedient ?? false };
    if (fault.match !== undefined && !subject.includes(fault.match)) return quiet;
    const calm = { ...quiet, latencyMs: fault.latencyMs ?? 0 };
    const failure = failureOf(fault);
    if (failure === null) return calm;
    const failed = this.failures.get(name) ?? 0;
    if (fault.times !== undefined && failed >= fault.times) return calm;
    if (fault.errorRate !== undefined && this.next() >= fault.errorRate) return calm;
    this.failures.set(name, failed + 1);
    return { ...calm, failure, status: fault.status ?? 500, retryAfter: fault.retryAfter ?? null };
  }
}

function failureOf(fault: Fault): Failure | null {
  if (fault.hang === true) return 'hang';
  if (fault.drop === true) return 'drop';
  if (fault.malformed === true) return 'malformed';
  if (fault.refusal === true) return 'refusal';
  return fault.status !== undefined || (fault.errorRate ?? 0) > 0 ? 'status' : null;
}
