import { createHash } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { root, say } from './place.mjs';

/** Runs `work` while no other instance prepares this checkout: two builds at once would tear each other's files. */
export async function whileAlone(work) {
  const file = join(tmpdir(), `community-scout-setup-${createHash('sha256').update(root).digest('hex').slice(0, 12)}`);
  for (let told = false; !take(file); told = true) {
    if (!told) say('another instance is preparing this checkout; waiting for it');
    await delay(200);
  }
  // Also when Ctrl-C ends us in the middle: the installers we wait for get the signal themselves.
  const release = () => rmSync(file, { force: true });
  process.once('exit', release);
  try {
    work();
  } finally {
    release();
    process.off('exit', release);
  }
}

function take(file) {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  }
  if (!ownerLives(file)) rmSync(file, { force: true });
  return false;
}

function ownerLives(file) {
  let pid;
  try {
    pid = Number(readFileSync(file, 'utf8'));
  } catch {
    // Released in this moment: the next try takes it.
    return true;
  }
  // Empty while its owner is between creating and writing it.
  if (!pid) return true;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
