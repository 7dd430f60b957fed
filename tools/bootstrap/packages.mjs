import { execFileSync, spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { say } from './place.mjs';

/** Which Debian package brings which command. */
const PACKAGE_OF = {
  'redis-server': 'redis-server',
  java: 'openjdk-17-jre-headless',
  mvn: 'maven',
  chromium: 'chromium',
};

/** Installs the Debian packages of the commands that are missing; where it can't, says the one line that does. */
export function installPackages(commands) {
  const missing = commands.filter((command) => !onPath(command));
  if (missing.length === 0) return;
  const packages = missing.map((command) => PACKAGE_OF[command]);
  const line = `apt-get install -y ${packages.join(' ')}`;
  if (!onPath('apt-get'))
    throw new Error(`Please install ${missing.join(', ')} (on Debian: ${line}), or use docker-compose.yml.`);
  if (process.getuid?.() !== 0) throw new Error(`Please run once: sudo ${line}`);
  say(`installing ${packages.join(', ')}`);
  if (!install(packages)) {
    execFileSync('apt-get', ['-qq', 'update'], { stdio: ['ignore', 'ignore', 'inherit'] });
    if (!install(packages)) throw new Error(`Installing failed. Please run: ${line}`);
  }
}

function install(packages) {
  // RUNLEVEL=1 keeps the packages from starting services of their own: we run Redis ourselves.
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
  const { status } = spawnSync('apt-get', ['-qq', '-y', '--no-install-recommends', 'install', ...packages], {
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return status === 0;
}

function onPath(command) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, command), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
