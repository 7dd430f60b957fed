import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { launchLine, type RunAs } from './launch.js';
import { waitUntil } from './wait-until.js';

export type Role = 'api' | 'worker' | 'admin' | 'postgres' | 'redis' | 'neo4j' | 'town';

/** What it takes to run one process of the stack. */
export interface ProcessSpec {
  role: Role;
  /** Where it answers, for processes that speak HTTP. */
  url?: string;
  command: string;
  args: readonly string[];
  cwd?: string;
  env?: NodeJS.ProcessEnv;
  /** Where its output goes; appended to. */
  logFile: string;
  runAs?: RunAs;
  /** The signal that asks it to end; after `stopWithinMs` it is killed. */
  stopSignal?: 'SIGTERM' | 'SIGINT';
  stopWithinMs?: number;
  /** Whether it answers. */
  ready: () => Promise<boolean>;
  readyWithinMs: number;
}

const LOG_LIMIT_BYTES = 20 * 1024 * 1024;

/** One process that is started again, at the same place, for as long as the stack runs. */
export class Supervised {
  private child: ChildProcess | undefined;
  private stopping = false;
  private quickDeaths = 0;
  private restartTimer: NodeJS.Timeout | undefined;

  /** `changed` is called whenever the process id changes; `say` gets a line for the person at the terminal. */
  constructor(
    readonly spec: ProcessSpec,
    private readonly changed: () => void,
    private readonly say: (line: string) => void,
  ) {}

  get pid(): number | undefined {
    return this.child?.pid;
  }

  /** Starts the process and resolves when it answers; rejects with the end of its log when it dies first. */
  async start(): Promise<void> {
    this.spawn();
    await this.untilReady();
  }

  /** Resolves when the process answers (also after a restart). */
  async untilReady(): Promise<void> {
    const { role, ready, readyWithinMs, logFile } = this.spec;
    let died: string | undefined;
    const child = this.child;
    child?.once('exit', (code, signal) => (died = `ended with ${signal ?? `code ${code}`}`));
    const answers = async (): Promise<boolean> => {
      if (died !== undefined) return true;
      return ready();
    };
    try {
      await waitUntil(`${role} answering`, answers, { withinMs: readyWithinMs });
    } catch (error) {
      throw new Error(`${(error as Error).message}. The end of ${logFile}:\n${logTail(logFile)}`, { cause: error });
    }
    if (died !== undefined)
      throw new Error(`${role} ${died} while starting. The end of ${logFile}:\n${logTail(logFile)}`);
  }

  /** From here on a death is followed by a new start. */
  private readonly onExit = (child: ChildProcess, startedAt: number, how: string): void => {
    if (child !== this.child) return;
    this.child = undefined;
    this.changed();
    if (this.stopping) return;
    const livedMs = Date.now() - startedAt;
    this.quickDeaths = livedMs < 30_000 ? this.quickDeaths + 1 : 0;
    const waitMs = restartDelayMs(this.quickDeaths);
    this.say(`${this.spec.role} ${how}; starting it again in ${waitMs} ms (log: ${this.spec.logFile})`);
    this.restartTimer = setTimeout(() => this.spawn(), waitMs);
  };

  /** Asks the process to end, kills it when it does not, and resolves when it is gone. Safe to call twice. */
  async stop(): Promise<void> {
    this.stopping = true;
    clearTimeout(this.restartTimer);
    const child = this.child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    child.kill(this.spec.stopSignal ?? 'SIGTERM');
    const killer = setTimeout(() => {
      this.say(`${this.spec.role} did not stop within ${(this.spec.stopWithinMs ?? 15_000) / 1000} s: killing it`);
      killGroup(child);
    }, this.spec.stopWithinMs ?? 15_000);
    await gone;
    clearTimeout(killer);
    killGroup(child);
  }

  private spawn(): void {
    if (this.stopping) return;
    const { command, args, cwd, env, logFile, runAs, stopSignal } = this.spec;
    keepLogShort(logFile);
    const log = openSync(logFile, 'a', 0o600);
    const line = launchLine(command, args, { runAs, orphanSignal: stopSignal === 'SIGINT' ? 'INT' : 'TERM' });
    const startedAt = Date.now();
    // A group of its own: Ctrl-C at the terminal reaches the supervisor only, which stops things in order.
    const child = spawn(line.command, line.args, { cwd, env, detached: true, stdio: ['ignore', log, log] });
    closeSync(log);
    this.child = child;
    child.once('error', (error) => this.onExit(child, startedAt, `could not be started (${error.message})`));
    child.once('exit', (code, signal) => this.onExit(child, startedAt, `ended with ${signal ?? `code ${code}`}`));
    this.changed();
  }
}

/** Milliseconds before the n-th start in a row of a process that keeps dying young: 250, 500, 1000 … 10,000. */
export function restartDelayMs(quickDeaths: number): number {
  return Math.min(10_000, 250 * 2 ** Math.max(0, quickDeaths - 1));
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

function keepLogShort(file: string): void {
  if (existsSync(file) && statSync(file).size > LOG_LIMIT_BYTES) renameSync(file, `${file}.1`);
}

/** The last lines of a log, for an error message. */
function logTail(file: string, lines = 15): string {
  if (!existsSync(file)) return `(${basename(file)} was not written)`;
  return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-lines).join('\n');
}
