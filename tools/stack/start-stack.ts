import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { adminProcess, apiProcess, townProcess, workerProcess } from './programs.js';
import { appEnvironment } from './environment.js';
import { claimDataFolder } from './data-folder.js';
import { startTicks } from './liveness.js';
import type { StartOptions } from './options.js';
import { openPortBook } from './ports.js';
import { secret, secretsOf } from './secrets.js';
import { removeStackFile, writeStackFile, type StackFile } from './stack-file.js';
import { prepareStores, startAll, stopAll } from './stores.js';
import { Supervised } from './supervised.js';
import { surroundings } from './surroundings.js';

/** A running instance. */
export interface Stack {
  /** As written to `DIR/stack.json`, at this moment. */
  file(): StackFile;
  /** Stops everything in order: programs, stores, town. Safe to call twice. */
  stop(): Promise<void>;
}

/** What of the options a stack needs; the rest is for `npm start`. */
export interface StackOptions extends Pick<StartOptions, 'data' | 'mode' | 'workers' | 'admin' | 'portBase' | 'fresh'> {
  /** Added to the environment of api and workers, e.g. the gateway of a corpus. */
  extraEnv?: NodeJS.ProcessEnv;
  /** Ends the start early. */
  signal?: AbortSignal;
  say: (line: string) => void;
}

/** Starts stores, town, API, workers and dashboard; resolves when all are ready. What failed to start is stopped again. */
export async function startStack(options: StackOptions): Promise<Stack> {
  const { data, mode, say, signal } = options;
  const giveBack = claimDataFolder(data, options);
  const ports = openPortBook();
  const running: Supervised[][] = [];
  let file: StackFile | undefined;
  let stopped: Promise<void> | undefined;

  const changed = (): void => {
    if (!file || stopped) return;
    file.processes = running
      .flat()
      .flatMap(({ spec, pid }) =>
        pid === undefined ? [] : [{ role: spec.role, pid, startTicks: startTicks(pid), url: spec.url }],
      );
    writeStackFile(data, file);
  };
  const stop = (): Promise<void> => {
    stopped ??= (async () => {
      for (const group of running.toReversed()) await stopAll(group);
      removeStackFile(data);
      ports.release();
      giveBack();
    })();
    return stopped;
  };
  const start = async (group: Supervised[]): Promise<void> => {
    signal?.throwIfAborted();
    running.push(group);
    await startAll(group);
    signal?.throwIfAborted();
  };

  const abort = new Promise<never>((_, reject) =>
    signal?.addEventListener('abort', () => reject(signal.reason as Error), { once: true }),
  );
  abort.catch(() => undefined);
  try {
    const secrets = secretsOf(data);
    const logs = join(data, 'logs');
    mkdirSync(logs, { recursive: true, mode: 0o700 });
    const base = options.portBase;
    const at = {
      api: await ports.take(base),
      admin: await ports.take(base + 1),
      postgres: await ports.take(base + 2),
      redis: await ports.take(base + 3),
      neo4j: await ports.take(base + 4),
      town: mode === 'town' ? await ports.take(base + 5) : undefined,
    };
    const url = (port: number): string => `http://127.0.0.1:${port}`;
    const signInCode = secret(16);
    const stores = await prepareStores({ folder: data, ports: at, secrets, changed, say });
    const env = {
      ...appEnvironment({
        mode,
        stores: stores.urls,
        secrets,
        apiPort: at.api,
        adminUrl: url(at.admin),
        signInCode,
        townPort: at.town,
        outer: surroundings,
      }),
      ...options.extraEnv,
    };
    file = {
      mode,
      urls: {
        api: url(at.api),
        graphql: `${url(at.api)}/graphql`,
        admin: url(at.admin),
        queues: `${url(at.api)}/queues`,
        events: `${url(at.api)}/events`,
        postgres: stores.urls.postgres,
        redis: stores.urls.redis,
        neo4j: stores.urls.neo4j,
        ...(at.town === undefined ? {} : { town: url(at.town) }),
      },
      neo4j: { user: stores.urls.neo4jUser, password: stores.urls.neo4jPassword },
      tokens: secrets.tokens,
      signIn: `${url(at.admin)}/sign-in?code=${signInCode}`,
      supervisor: { pid: process.pid, startTicks: startTicks(process.pid) },
      processes: [],
    };
    const supervised = (spec: ConstructorParameters<typeof Supervised>[0]): Supervised =>
      new Supervised(spec, changed, say);
    say(`starting Postgres, Redis, Neo4j${mode === 'town' ? ' and the sample town' : ''}`);
    const town = at.town === undefined ? [] : [supervised(townProcess({ port: at.town, logs, env }))];
    await Promise.race([start([...stores.processes, ...town]), abort]);
    say(`starting the API, ${options.workers} worker(s)${options.admin ? ' and the dashboard' : ''}`);
    const programs = [supervised(apiProcess({ port: at.api, logs, env }))];
    for (let n = 1; n <= options.workers; n++) {
      programs.push(supervised(workerProcess({ number: n, port: await ports.take(base + 9 + n), logs, env })));
    }
    if (options.admin) programs.push(supervised(adminProcess({ port: at.admin, apiUrl: url(at.api), logs, env })));
    await Promise.race([start(programs), abort]);
    const ready = file;
    return { file: () => ready, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
