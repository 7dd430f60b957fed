import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Mode } from './options.js';
import type { Role } from './supervised.js';

/** `DIR/stack.json`: where a running instance answers and who it consists of. */
export interface StackFile {
  mode: Mode;
  urls: {
    api: string;
    graphql: string;
    admin: string;
    queues: string;
    events: string;
    postgres: string;
    redis: string;
    neo4j: string;
    town?: string;
  };
  neo4j: { user: string; password: string };
  tokens: { viewer: string; operator: string; admin: string };
  /** The dashboard's one-time link. */
  signIn: string;
  /** Who keeps it all running; `startTicks` tells it from a later process with the same id. */
  supervisor: { pid: number; startTicks?: number };
  /** `url`: where it answers (`/metrics` of api and workers), for processes that speak HTTP. */
  processes: { role: Role; pid: number; startTicks?: number; url?: string }[];
}

/** The path of the stack file of a data folder. */
export function stackFilePath(data: string): string {
  return join(data, 'stack.json');
}

/** Replaces the file in one step, so that a reader never sees half of it. Only its owner may read it. */
export function writeStackFile(data: string, stack: StackFile): void {
  const path = stackFilePath(data);
  writeFileSync(`${path}.new`, `${JSON.stringify(stack, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${path}.new`, path);
}

/** The stack file of a data folder; undefined when there is none or it cannot be read as one. */
export function readStackFile(data: string): StackFile | undefined {
  const path = stackFilePath(data);
  if (!existsSync(path)) return undefined;
  try {
    const stack = JSON.parse(readFileSync(path, 'utf8')) as StackFile;
    return Array.isArray(stack.processes) ? stack : undefined;
  } catch {
    // Cut short by a full disk or a hand edit: the same as none, a start writes a new one.
    return undefined;
  }
}

/** Forgets an instance. */
export function removeStackFile(data: string): void {
  rmSync(stackFilePath(data), { force: true });
}
