import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { PEERS_FOLDER } from './engines.js';

/** Installs the engines we are measured beside, once; they are dependencies of this benchmark only. */
export function installPeers(say: (line: string) => void): void {
  if (existsSync(join(PEERS_FOLDER, 'node_modules/@dbos-inc/dbos-sdk'))) return;
  say('installing DBOS and Restate');
  const { status, stderr } = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], {
    cwd: PEERS_FOLDER,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`npm ci in bench/durable/peers failed:\n${stderr}`);
}
