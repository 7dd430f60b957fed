import { rmSync, writeFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { UNHELD } from './fault.js';
import { clockFile } from '../system/processes.js';
import { workerName } from '../system/chaos-system.js';
import { livingPid } from './process.js';
import type { Inject } from './fault.js';

/** The clock of one worker jumps by a minute, and after a while back. */
export const clockSkew: Inject = async ({ group, worker, skewMs, durationMs }, { system }) => {
  const name = workerName(group, worker);
  const supervised = system.workers[group][worker];
  if (!supervised) throw new Error(`There is no ${name}.`);
  const pid = await livingPid(supervised);
  const file = clockFile(system.folder, name);
  writeFileSync(file, String(skewMs));
  try {
    await delay(durationMs, undefined, UNHELD);
  } finally {
    rmSync(file, { force: true });
  }
  return { pid, detail: `${name} off by ${skewMs} ms for ${durationMs} ms` };
};
