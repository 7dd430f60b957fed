import { mkdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import neo4j, { type Driver } from 'neo4j-driver';
import type { ProcessSpec } from './supervised.js';
import { basics } from './surroundings.js';

const MEGABYTE = 1024 * 1024;

/** A Neo4j Community server (Bolt only) on 127.0.0.1 whose databases lie in `folder`. */
export function neo4jProcess(options: {
  /** Folder of Neo4j's jars (neo4j-jars.ts). */
  jars: string;
  /** Folder of the launcher's class (neo4j-launcher.ts). */
  launcher: string;
  folder: string;
  port: number;
  password: string;
  logFile: string;
  heapMb?: number;
}): ProcessSpec & { url: string; user: string } {
  const { jars, launcher, folder, port, password, logFile, heapMb = 768 } = options;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const url = `bolt://127.0.0.1:${port}`;
  return {
    role: 'neo4j',
    command: 'java',
    args: [
      `-Xmx${heapMb}m`,
      '-XX:+UseSerialGC',
      // Without the optimising compiler a start takes half the processor time, and the first full run a third less.
      '-XX:TieredStopAtLevel=1',
      '-cp',
      [launcher, join(jars, '*')].join(delimiter),
      'Launcher',
      folder,
      String(port),
      String(256 * MEGABYTE),
    ],
    env: basics(),
    cwd: folder,
    logFile,
    stopWithinMs: 30_000,
    readyWithinMs: 120_000,
    ready: () => ready(url, password),
    url,
    user: 'neo4j',
  };
}

/** True once the server takes our password; a new server is given it (it is born as neo4j/neo4j). */
async function ready(url: string, password: string): Promise<boolean> {
  if (await accepts(url, password)) return true;
  const newborn = connect(url, 'neo4j');
  const session = newborn.session({ database: 'system' });
  try {
    await session.run('ALTER CURRENT USER SET PASSWORD FROM $old TO $new', { old: 'neo4j', new: password });
  } finally {
    await session.close();
    await newborn.close();
  }
  return accepts(url, password);
}

async function accepts(url: string, password: string): Promise<boolean> {
  const driver = connect(url, password);
  const session = driver.session({ database: 'neo4j' });
  try {
    await session.run('RETURN 1');
    return true;
  } catch (error) {
    if ((error as { code?: string }).code === 'Neo.ClientError.Security.Unauthorized') return false;
    throw error;
  } finally {
    await session.close();
    await driver.close();
  }
}

function connect(url: string, password: string): Driver {
  return neo4j.driver(url, neo4j.auth.basic('neo4j', password), {
    connectionAcquisitionTimeout: 5_000,
    maxTransactionRetryTime: 0,
  });
}
