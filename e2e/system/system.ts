import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startStack } from '../../tools/stack/start-stack.js';
import type { StackFile } from '../../tools/stack/stack-file.js';

/** A whole system of a test's own: stores, town, API, workers, on a temporary folder. */
export interface System {
  readonly data: string;
  file(): StackFile;
  /** Runs a GraphQL operation as operator (or with the given token; null: none). Returns data, throws on errors. */
  graphql<T>(query: string, variables?: Record<string, unknown>, token?: string | null): Promise<T>;
  stop(): Promise<void>;
}

let portBase = 5_200;

/** Starts a system in town mode; the caller stops it. */
export async function startSystem(options: { workers: number; admin: boolean }): Promise<System> {
  const data = await mkdtemp(join(tmpdir(), 'scout-e2e-'));
  const said: string[] = [];
  portBase += 40;
  const stack = await startStack({
    data,
    mode: 'town',
    workers: options.workers,
    admin: options.admin,
    fresh: false,
    portBase,
    say: (line) => said.push(line),
  }).catch((cause: unknown) => {
    throw new Error(`The system did not start. It said:\n${said.join('\n')}`, { cause });
  });
  return {
    data,
    file: () => stack.file(),
    graphql: async <T>(
      query: string,
      variables: Record<string, unknown> = {},
      token: string | null = stack.file().tokens.operator,
    ) => {
      const response = await fetch(stack.file().urls.graphql, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        },
        body: JSON.stringify({ query, variables }),
      });
      const answer = (await response.json()) as {
        data?: T;
        errors?: { message: string; extensions?: { code?: string } }[];
      };
      const [error] = answer.errors ?? [];
      if (error !== undefined) throw Object.assign(new Error(error.message), { code: error.extensions?.code });
      return answer.data as T;
    },
    stop: async () => {
      await stack.stop();
      await rm(data, { recursive: true, force: true });
    },
  };
}

/** Asks again until `look` gives something; fails with `what` when time is up. */
export async function eventually<T>(
  what: string,
  withinMs: number,
  look: () => Promise<T | null | undefined | false>,
): Promise<T> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const found = await look();
    if (found !== null && found !== undefined && found !== false) return found;
    if (Date.now() > deadline) throw new Error(`Not within ${String(withinMs)} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
