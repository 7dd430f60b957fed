import type { PoolClient } from 'pg';
import { TerminalError } from '../errors.js';
import * as readSql from '../statements/read.js';
import type { Database } from '../store/database.js';
import { hashOf } from '../store/payload.js';
import { runId } from '../store/rows.js';
import type {
  ChildOutcome,
  ChildSpec,
  DurableContext,
  FanOutOptions,
  Json,
  RunId,
  StepOptions,
  StepScope,
  TxOptions,
  WaitOptions,
} from '../types.js';
import type { Claim, LoadedJournal } from './claim.js';
import type { Clock } from './clock.js';
import { UNDO, type Compensation, type Undo } from './compensation.js';
import type { FanOut } from './fan-out.js';
import type { Parking } from './parking.js';
import type { Promises } from './promises.js';
import type { RunControl } from './run-control.js';
import { StepKeys } from './step-keys.js';
import type { StepRunner } from './step-runner.js';
import type { StepWriter } from './step-writer.js';

export interface ContextParts {
  readonly claim: Claim;
  readonly database: Database;
  readonly journal: LoadedJournal;
  readonly steps: StepRunner;
  readonly writer: StepWriter;
  readonly fanOut: FanOut;
  readonly promises: Promises;
  readonly parking: Parking;
  readonly control: RunControl;
  readonly clock: Clock;
  readonly compensation: Compensation;
}

/** A hundred years. Postgres has no name for moments that are much further away. */
const LONGEST_WAIT_MS = 100 * 365.25 * 86_400_000;

interface FlowOutput {
  readonly kind: string;
  readonly output: Json;
}

type Answer<T> = { resolved: true; value: T } | { resolved: false };

/** What a workflow's body is given. */
export class WorkflowContext implements DurableContext {
  readonly runId: RunId;
  readonly rootId: RunId;
  readonly parentId: RunId | null;
  readonly objectKey: string | null;
  readonly tags: Readonly<Record<string, string>>;
  readonly epoch: number;
  private readonly positions = new StepKeys();

  constructor(private readonly parts: ContextParts) {
    const { claim } = parts;
    this.runId = runId(claim.id);
    this.rootId = runId(claim.root_id);
    this.parentId = claim.parent_id === null ? null : runId(claim.parent_id);
    this.objectKey = claim.object_key;
    this.tags = claim.tags;
    this.epoch = claim.epoch;
  }

  get signal(): AbortSignal {
    return this.parts.control.signal;
  }

  step<T>(name: string, body: (scope: StepScope) => Promise<T>, options?: StepOptions): Promise<T> {
    return handled(likeAnUndo(name) ?? this.parts.steps.step(name, body, options));
  }

  tx<T>(name: string, body: (client: PoolClient) => Promise<T>, options?: TxOptions): Promise<T> {
    return handled(likeAnUndo(name) ?? this.parts.steps.tx(name, body, options));
  }

  children<I extends Json, O = Json>(
    name: string,
    specs: readonly ChildSpec<I>[],
    options: FanOutOptions = {},
  ): Promise<ChildOutcome<O>[]> {
    return handled(likeAnUndo(name) ?? this.childrenOf(name, specs, options));
  }

  private async childrenOf<I extends Json, O>(
    name: string,
    specs: readonly ChildSpec<I>[],
    options: FanOutOptions,
  ): Promise<ChildOutcome<O>[]> {
    const { steps, fanOut, parking } = this.parts;
    const at = steps.keys.next(name);
    const journaled = steps.replayed(at.key, null) !== undefined;
    const read = async () => {
      try {
        const counts = await steps.store(() => fanOut.ended(at.key, specs.length));
        // From the mark on no child can be retried: how they ended is read after it.
        if (counts !== null && !journaled)
          await steps.store(() => this.parts.writer.record(steps.mark(at, name, 'children', counts)));
        const ended = counts && (await steps.store(() => fanOut.outcomes<O>(at.key, specs)));
        if (ended === null) await steps.store(() => fanOut.admit(at.key, specs, options.concurrency));
        return ended;
      } catch (error) {
        await steps.stopFor(error);
        throw error;
      }
    };
    const outcomes = await (journaled ? parking.during(read) : steps.begin(read));
    return outcomes ?? parking.park({ kind: 'children', scope: at.key });
  }

  compensate(name: string, undo: Undo): Promise<void> {
    return handled(this.write(() => this.parts.compensation.register(name, undo), true));
  }

  sleepUntil(name: string, at: Date): Promise<void> {
    return handled(likeAnUndo(name) ?? this.sleep(name, at));
  }

  private async sleep(name: string, at: Date): Promise<void> {
    const { steps, parking, clock } = this.parts;
    if (Number.isNaN(at.getTime()))
      throw new TerminalError(`"${name}" sleeps until a moment that is no date.`, 'BAD_TIME');
    const until = new Date(await steps.sleep(name, at));
    if (clock.now() >= until) return;
    await steps.checkpoint();
    await parking.park({ kind: 'until', what: name, at: until });
  }

  waitFor<T extends Json>(name: string, options: WaitOptions): Promise<Answer<T>> {
    return handled(likeAnUndo(name) ?? this.answerOf<T>(name, options));
  }

  private async answerOf<T extends Json>(name: string, options: WaitOptions): Promise<Answer<T>> {
    const { steps, parking, promises, writer } = this.parts;
    const at = steps.keys.next(name);
    const journaled = steps.replayed(at.key, null);
    if (journaled) return journaled.output as Answer<T>;
    if (!(options.timeoutMs >= 0 && options.timeoutMs <= LONGEST_WAIT_MS))
      throw new TerminalError(`"${name}" can't be waited for ${options.timeoutMs} ms.`, 'BAD_TIMEOUT');
    const answer = await steps.begin(async () => {
      try {
        const state = await steps.store(() => promises.ask(at.key, options));
        if (state.kind === 'pending') return state;
        const told = state.kind === 'resolved' ? { resolved: true, value: state.value } : { resolved: false };
        await steps.store(() => writer.record(steps.mark(at, name, 'gate', told)));
        return told as Answer<T>;
      } catch (error) {
        await steps.stopFor(error);
        throw error;
      }
    });
    if ('resolved' in answer) return answer;
    return parking.park({ kind: 'promise', name: at.key, at: answer.expiresAt });
  }

  patched(id: string): Promise<boolean> {
    const { steps, journal } = this.parts;
    const key = `patch/${id}`;
    // A run that is past this place without the mark was begun by the code before the patch, and goes on with it.
    const past = !journal.steps.has(key) && steps.keys.notAsked(journal.steps.keys()).length > 0;
    return past ? Promise.resolve(false) : this.step(key, async () => true);
  }

  now(name?: string): Promise<Date> {
    const at = this.step(named('now', name), async () => this.parts.clock.now().toISOString());
    return handled(at.then((text) => new Date(text)));
  }

  uuid(name?: string): Promise<string> {
    return this.step(named('uuid', name), async () => crypto.randomUUID());
  }

  status(text: string): Promise<void> {
    // A cancelled run replays only to learn what is to be undone.
    if (this.parts.control.cancelled) return Promise.resolve();
    return handled(this.write(() => this.parts.writer.status(text)));
  }

  event(type: string, data: Json): Promise<void> {
    return handled(this.tell(type, data));
  }

  private async tell(type: string, data: Json): Promise<void> {
    // What is told tells one position from another: branches that run side by side may tell in another order after a crash.
    const { key } = this.positions.next(`${type} ${hashOf(data).slice(0, 16)}`);
    if (this.parts.journal.events.has(key)) return;
    await this.write(() => this.parts.writer.event(key, type, data));
  }

  async childOutputs(): Promise<Readonly<Record<string, Json>>> {
    const { database, parking, steps } = this.parts;
    const rows = await parking.during(async () => {
      try {
        return await steps.store(() => database.query<FlowOutput>(readSql.flowOutputs, [this.runId]));
      } catch (error) {
        await steps.stopFor(error);
        throw error;
      }
    });
    const outputs = new Map(rows.map(({ kind, output }) => [kind, output]));
    if (outputs.size < rows.length)
      throw new TerminalError('Several children of one workflow: their outputs have one name.', 'AMBIGUOUS_CHILDREN');
    return Object.fromEntries(outputs);
  }

  /** `always`: also while the run is to stop, as long as it is ours. */
  private async write(work: () => Promise<void>, always = false): Promise<void> {
    const { steps, parking, control } = this.parts;
    const written = async () => {
      await steps.store(work).catch((error: unknown) => steps.stopFor(error));
    };
    if (!always) return steps.begin(written);
    await steps.settled();
    if (control.stopped) await parking.halt();
    return parking.during(written);
  }
}

/** Steps that undo are told by their names: nothing else in the journal may be called like one. */
function likeAnUndo(name: string): Promise<never> | undefined {
  if (!name.startsWith(UNDO)) return undefined;
  return Promise.reject(
    new TerminalError(`Nothing but an undo can be called "${name}": that is kept for undoing.`, 'BAD_STEP_NAME'),
  );
}

const named = (what: string, name: string | undefined): string => (name === undefined ? what : `${what}/${name}`);

/** A branch may fail before the workflow comes to await it: that must not end the process. */
function handled<T>(work: Promise<T>): Promise<T> {
  work.catch(() => undefined);
  return work;
}
