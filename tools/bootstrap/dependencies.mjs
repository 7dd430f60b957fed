import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, say } from './place.mjs';

/** Runs `npm ci` when node_modules is not what the lockfile says. */
export function installDependencies() {
  if (upToDate()) return;
  say('installing dependencies (npm ci)');
  if (npm('ci')) return;
  // A lockfile that a registry without all platforms wrote: npm install reads it too, and is less strict.
  say('npm ci refused the lockfile (see above; node tools/lockfile.mjs completes it); using npm install');
  if (!npm('install', '--no-save')) throw new Error('Installing dependencies failed (see above).');
}

function npm(...args) {
  // --include=dev: also where NODE_ENV=production, the build needs them.
  const quietly = ['--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  return spawnSync('npm', [...args, ...quietly], { cwd: root, stdio: ['ignore', 2, 2] }).status === 0;
}

/** Compares the lockfile with the one that npm leaves in node_modules when it has finished. */
function upToDate() {
  const leftBehind = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(leftBehind)) return false;
  const wanted = packages(join(root, 'package-lock.json'));
  const present = packages(leftBehind);
  return Object.entries(wanted).every(([place, { version, optional, devOptional, link }]) => {
    if (place === '' || link) return true;
    const found = present[place];
    return found ? found.version === version : Boolean(optional || devOptional);
  });
}

function packages(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages ?? {};
}
