import { createServer } from 'node:net';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isBlockedPort } from './blocked-ports.js';
import { isAlive } from './liveness.js';

const RESERVATIONS = join(tmpdir(), `community-scout-ports-${process.getuid?.() ?? 'all'}`);

/** Ports this instance keeps for its processes until it ends, also while one of them is being restarted. */
export interface PortBook {
  /**
   * The wanted port, or the next free one above it that browsers talk to. Ask below 32768: from there on Linux gives ports to outgoing connections,
   * and one of them could take a port between this look and its use.
   */
  take(wanted: number): Promise<number>;
  /** Gives every port back. */
  release(): void;
}

/**
 * A book of ports on 127.0.0.1. A port counts as free when nobody listens on it and no living instance has reserved
 * it: two instances that start together would otherwise both find the same port free and meet later.
 */
export function openPortBook(folder: string = RESERVATIONS): PortBook {
  const taken = new Set<number>();
  mkdirSync(folder, { recursive: true, mode: 0o777 });
  return {
    async take(wanted) {
      for (let port = wanted; port < Math.min(wanted + 500, 65_536); port++) {
        if (isBlockedPort(port) || taken.has(port) || !reserve(folder, port)) continue;
        if (await isFree(port)) {
          taken.add(port);
          return port;
        }
        rmSync(join(folder, String(port)), { force: true });
      }
      throw new Error(`No free port between ${wanted} and ${wanted + 499}. Choose another range with --port-base N.`);
    },
    release() {
      for (const port of taken) rmSync(join(folder, String(port)), { force: true });
      taken.clear();
    },
  };
}

/** Whether nothing listens on the port of 127.0.0.1. */
export function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen({ port, host: '127.0.0.1', exclusive: true }, () => probe.close(() => resolve(true)));
  });
}

function reserve(folder: string, port: number): boolean {
  const file = join(folder, String(port));
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch {
    const owner = readOwner(file);
    if (owner !== undefined && isAlive(owner)) return false;
    rmSync(file, { force: true });
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' });
      return true;
    } catch {
      return false;
    }
  }
}

function readOwner(file: string): number | undefined {
  try {
    const pid = Number(readFileSync(file, 'utf8'));
    return Number.isInteger(pid) && pid > 0 ? pid : undefined;
  } catch {
    return undefined;
  }
}
