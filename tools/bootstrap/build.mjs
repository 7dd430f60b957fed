import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, say } from './place.mjs';

const SERVER_SOURCES = ['apps/api', 'apps/worker', 'apps/cli', 'libs', 'tools', 'bench'];
const SETTINGS = ['package-lock.json', 'package.json', '.swcrc'];
const NOT_SOURCES = new Set(['node_modules', '.next', 'dist', 'next-env.d.ts', 'tsconfig.tsbuildinfo']);

/** Builds what changed since the last build: the server into dist/, the dashboard into apps/admin/.next. */
export function build({ admin }) {
  buildServer();
  if (admin && existsSync(join(root, 'apps/admin/next.config.ts'))) buildAdmin();
}

function buildServer() {
  const marker = 'dist/.built-from';
  const sources = SERVER_SOURCES.filter((folder) => existsSync(join(root, folder)));
  const state = fingerprint([...sources, ...SETTINGS]);
  if (isBuiltFrom(marker, state)) return;
  say('building the server');
  // Built aside and moved into place: running programs never see half of a build.
  rmSync(join(root, 'dist.new'), { recursive: true, force: true });
  tool('swc', [
    ...sources,
    '-d',
    'dist.new',
    '--copy-files',
    '--quiet',
    '--ignore',
    '**/node_modules/**,**/*.spec.ts,**/*.mjs,**/*.jsx',
  ]);
  const graphiql = 'apps/api/graphiql/build.mjs';
  if (existsSync(join(root, graphiql))) tool('node', [graphiql, 'dist.new/apps/api/graphiql']);
  writeFileSync(join(root, 'dist.new/.built-from'), state);
  rmSync(join(root, 'dist.old'), { recursive: true, force: true });
  if (existsSync(join(root, 'dist'))) renameSync(join(root, 'dist'), join(root, 'dist.old'));
  renameSync(join(root, 'dist.new'), join(root, 'dist'));
  rmSync(join(root, 'dist.old'), { recursive: true, force: true });
}

function buildAdmin() {
  const marker = 'apps/admin/.next/.built-from';
  const state = fingerprint(['apps/admin', 'package-lock.json']);
  if (isBuiltFrom(marker, state)) return;
  say('building the dashboard');
  tool('next', ['build', 'apps/admin'], { NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' });
  writeFileSync(join(root, marker), state);
}

function isBuiltFrom(marker, state) {
  const file = join(root, marker);
  return existsSync(file) && readFileSync(file, 'utf8') === state;
}

/** A hash over names and contents of files and folders. */
function fingerprint(paths) {
  const hash = createHash('sha256');
  const add = (path) => {
    const entries = readdirSync(join(root, path), { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const entry of entries) {
      const inside = `${path}/${entry.name}`;
      if (entry.isDirectory() && !NOT_SOURCES.has(entry.name)) add(inside);
      else if (entry.isFile() && !NOT_SOURCES.has(entry.name)) addFile(inside);
    }
  };
  const addFile = (path) => {
    hash.update(`${path}\0`);
    hash.update(readFileSync(join(root, path)));
  };
  for (const path of paths) (SETTINGS.includes(path) ? addFile : add)(path);
  return hash.digest('hex');
}

/** Runs a tool of node_modules on the Node of the lockfile; its output goes to stderr. */
function tool(name, args, env = {}) {
  const bin = join(root, 'node_modules/.bin');
  const { status } = spawnSync(join(bin, name), args, {
    cwd: root,
    stdio: ['ignore', 2, 2],
    env: { ...process.env, ...env, PATH: `${bin}:${process.env.PATH}` },
  });
  if (status !== 0) throw new Error(`${name} failed (see above).`);
}
