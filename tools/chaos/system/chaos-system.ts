import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { appEnvironment } from '../../stack/environment.js';
import { openPortBook, type PortBook } from '../../stack/ports.js';
import { apiProcess, townProcess, workerProcess } from '../../stack/programs.js';
import { secret, secretsOf, type Secrets } from '../../stack/secrets.js';
import { prepareStores, startAll, stopAll, type StoreUrls } from '../../stack/stores.js';
import { Supervised, type ProcessSpec, type Role } from '../../stack/supervised.js';
import { surroundings } from '../../stack/surroundings.js';
import { closeLinks, openLinks, type Links } from './links.js';
import { skewable } from './processes.js';
import type { Group, StoreName } from '../schedule.js';

/** A whole system of our own, on a temporary folder, with every process and every link in our hands. */
export interface ChaosSystem {
  readonly folder: string;
  /** The stores themselves, past all links: for those who watch. */
  readonly stores: StoreUrls;
  readonly links: Readonly<Record<Group, Links>>;
  readonly workers: Readonly<Record<Group, Supervised[]>>;
  readonly town: string;
  readonly graphql: { readonly url: string; readonly token: string };
  store(name: StoreName): Supervised;
  /** Starts more processes, which are stopped with the rest. */
  add(group: Group, specs: readonly ProcessSpec[]): Promise<void>;
  /** Stops everything in order and removes the folder, unless `keep`. Safe to call twice. */
  stop(keep?: boolean): Promise<void>;
}

export interface ChaosSystemOptions {
  readonly scoutWorkers: number;
  /** Without it only stores are started. */
  readonly scout: boolean;
  readonly portBase: number;
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
}

/** Tells when each transaction was committed: the order of writes is judged by it. */
const COMMIT_TIMES = ['-c', 'track_commit_timestamp=on'];

/** Starts stores and, with `scout`, the town, the API and its workers behind links. What failed to start is stopped again. */
export async function startChaosSystem(options: ChaosSystemOptions): Promise<ChaosSystem> {
  const { say, signal, portBase } = options;
  const folder = mkdtempSync(join(tmpdir(), 'scout-chaos-'));
  const ports = openPortBook();
  const groups: Supervised[][] = [];
  const links: Partial<Record<Group, Links>> = {};
  let stopped: Promise<void> | undefined;
  const stop = (keep = false): Promise<void> => {
    stopped ??= (async () => {
      for (const group of groups.toReversed()) await stopAll(group);
      await closeLinks(links);
      ports.release();
      if (!keep) rmSync(folder, { recursive: true, force: true });
    })();
    return stopped;
  };
  const supervised = (spec: ProcessSpec): Supervised => new Supervised(spec, () => undefined, say);
  const start = async (group: Supervised[]): Promise<void> => {
    signal.throwIfAborted();
    groups.push(group);
    await startAll(group);
    signal.throwIfAborted();
  };
  try {
    const secrets = secretsOf(folder);
    const logs = join(folder, 'logs');
    mkdirSync(logs, { recursive: true, mode: 0o700 });
    const stores = await prepareStores({
      folder,
      ports: {
        postgres: await ports.take(portBase),
        redis: await ports.take(portBase + 1),
        neo4j: await ports.take(portBase + 2),
      },
      secrets,
      changed: () => undefined,
      say,
    });
    const wanted = stores.processes
      .map(({ spec }) => (spec.role === 'postgres' ? { ...spec, args: [...spec.args, ...COMMIT_TIMES] } : spec))
      .filter(({ role }) => options.scout || role !== 'neo4j')
      .map(supervised);
    await start(wanted);
    links.scout = await openLinks(stores.urls, ports, portBase + 20);
    links.synthetic = await openLinks(stores.urls, ports, portBase + 30);
    const workers: Record<Group, Supervised[]> = { scout: [], synthetic: [] };
    const at = { api: await ports.take(portBase + 3), town: await ports.take(portBase + 4) };
    if (options.scout) {
      const parts = { stores: stores.urls, linked: links.scout.urls, secrets, at };
      const env = environments(parts);
      const own = [
        townProcess({ port: at.town, logs, env: env.api }),
        apiProcess({ port: at.api, logs, env: env.api }),
      ].map(supervised);
      for (let number = 1; number <= options.scoutWorkers; number += 1)
        workers.scout.push(supervised(await scoutWorker(number, { folder, logs, env: env.worker, ports, portBase })));
      await start([...own, ...workers.scout]);
    }
    return {
      folder,
      stores: stores.urls,
      links: { scout: links.scout, synthetic: links.synthetic },
      workers,
      town: `http://127.0.0.1:${at.town}`,
      graphql: { url: `http://127.0.0.1:${at.api}/graphql`, token: secrets.tokens.operator },
      store: (name) => byRole(wanted, name),
      add: async (group, specs) => {
        const more = specs.map(supervised);
        workers[group].push(...more);
        await start(more);
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

interface Parts {
  readonly stores: StoreUrls;
  readonly linked: StoreUrls;
  readonly secrets: Secrets;
  readonly at: { readonly api: number; readonly town: number };
}

/** The API reaches the stores directly, the workers through links. */
function environments({ stores, linked, secrets, at }: Parts): { api: NodeJS.ProcessEnv; worker: NodeJS.ProcessEnv } {
  const common = {
    mode: 'town',
    secrets,
    apiPort: at.api,
    adminUrl: `http://127.0.0.1:${at.api}`,
    signInCode: secret(16),
    townPort: at.town,
    outer: surroundings,
  } as const;
  return { api: appEnvironment({ ...common, stores }), worker: appEnvironment({ ...common, stores: linked }) };
}

async function scoutWorker(
  number: number,
  {
    folder,
    logs,
    env,
    ports,
    portBase,
  }: { folder: string; logs: string; env: NodeJS.ProcessEnv; ports: PortBook; portBase: number },
): Promise<ProcessSpec> {
  const port = await ports.take(portBase + 9 + number);
  return workerProcess({ number, port, logs, env: skewable(env, folder, workerName('scout', number - 1)) });
}

/** Name of a group's worker, counted from 0; its clock file and log are called after it. */
export function workerName(group: Group, index: number): string {
  return `${group}-${index + 1}`;
}

function byRole(processes: readonly Supervised[], role: Role): Supervised {
  const found = processes.find(({ spec }) => spec.role === role);
  if (!found) throw new Error(`${role} is not part of this system.`);
  return found;
}
