import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { isAlive, startTicks } from './liveness.js';
import { readStackFile, removeStackFile } from './stack-file.js';

/** Postgres, Redis and Neo4j preallocate logs; below this they fail in ways that are hard to read. */
const NEEDED_MB = 500;

/**
 * Makes `data` this instance's: creates it, refuses when a living instance has it or when it is full or read-only,
 * cleans up after a dead one, empties it when `fresh`. Returns what gives it back.
 */
export function claimDataFolder(
  data: string,
  { fresh, say }: { fresh: boolean; say: (line: string) => void },
): () => void {
  makeWritable(data);
  const lock = join(data, 'instance.lock');
  takeLock(lock, data);
  try {
    cleanUpAfterTheDead(data, say);
    if (fresh) empty(data, say);
    refuseWhenFull(data);
  } catch (error) {
    rmSync(lock, { force: true });
    throw error;
  }
  return () => rmSync(lock, { force: true });
}

function makeWritable(data: string): void {
  try {
    makeFolder(data);
    const probe = join(data, `.probe-${process.pid}`);
    writeFileSync(probe, Buffer.alloc(65_536));
    rmSync(probe);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOSPC' || code === 'EDQUOT') throw full(data, 0, error);
    if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS' || code === 'ENOENT') {
      throw new Error(`${data} can't be written to. Choose another folder with --data DIR.`, { cause: error });
    }
    if (code === 'ENOTDIR' || code === 'EEXIST') {
      throw new Error(`${data} is a file, not a folder. Choose another with --data DIR.`, { cause: error });
    }
    throw error;
  }
}

/** One level at a time: mkdir's own `recursive` spins for ever where the system answers ENOENT to it, as in /proc. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  if (dirname(folder) !== folder) makeFolder(dirname(folder));
  mkdirSync(folder, { mode: 0o700 });
}

function refuseWhenFull(data: string): void {
  const { bavail, bsize } = statfsSync(data);
  const freeMb = Math.floor((bavail * bsize) / (1024 * 1024));
  if (freeMb < NEEDED_MB) throw full(data, freeMb);
}

function full(data: string, freeMb: number, cause?: unknown): Error {
  return new Error(
    `${data} has ${freeMb} MB left, the stores need ${NEEDED_MB}. Free some space or choose another disk with --data DIR.`,
    { cause },
  );
}

function takeLock(lock: string, data: string): void {
  for (let attempt = 0; ; attempt++) {
    try {
      const file = openSync(lock, 'wx', 0o600);
      writeFileSync(file, `${process.pid} ${startTicks(process.pid) ?? ''}`);
      closeSync(file);
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const [pid = 0, ticks] = readFileSync(lock, 'utf8').split(' ').map(Number);
    if ((pid > 0 && isSame(pid, ticks)) || attempt > 0) {
      const api = readStackFile(data)?.urls.api;
      throw new Error(
        `${data} is in use by a running instance (process ${pid}${api ? `, ${api}` : ''}). Stop it first (kill ${pid}), or start beside it with --data OTHER.`,
      );
    }
    rmSync(lock, { force: true });
  }
}

/** Whether the process is still the one that was written down, not a later one with the same id. */
function isSame(pid: number, ticks: number | undefined): boolean {
  return isAlive(pid) && (!ticks || startTicks(pid) === ticks);
}

/** A stack.json without a living instance: ends what it left running (where the kernel did not), then forgets it. */
function cleanUpAfterTheDead(data: string, say: (line: string) => void): void {
  const dead = readStackFile(data);
  if (!dead) {
    removeStackFile(data);
    return;
  }
  const left = dead.processes.filter(({ pid, startTicks: ticks }) => ticks !== undefined && isSame(pid, ticks));
  for (const { pid } of left) process.kill(pid, 'SIGKILL');
  say(
    `an earlier instance (process ${dead.supervisor.pid}) ended without stopping: ` +
      `removing its stack.json${left.length > 0 ? ` and ending ${left.length} process(es) it left` : ''}`,
  );
  removeStackFile(data);
}

function empty(data: string, say: (line: string) => void): void {
  const inside = readdirSync(data).filter((name) => name !== 'instance.lock');
  if (inside.length === 0) return;
  if (!existsSync(join(data, 'secrets.json'))) {
    throw new Error(
      `--fresh would empty ${data}, which does not look like a data folder of this program (no secrets.json). Empty it by hand or choose another.`,
    );
  }
  say(`emptying ${data}`);
  for (const name of inside) rmSync(join(data, name), { recursive: true, force: true });
}
