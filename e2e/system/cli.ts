import { execFile } from 'node:child_process';
import { built } from '../../tools/stack/repository.js';

export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** What it printed with `--json`, a line each. */
  readonly records: readonly Record<string, unknown>[];
}

/** Runs `scout …` as its own process, without a terminal. */
export function scout(...args: string[]): Promise<Ended> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [built('apps/cli/src/main.js'), ...args],
      { env: { ...process.env, NO_COLOR: '1' }, maxBuffer: 64e6 },
      (error, stdout, stderr) => {
        const records = args.includes('--json')
          ? stdout
              .split('\n')
              .filter((line) => line !== '')
              .map((line) => JSON.parse(line) as Record<string, unknown>)
          : [];
        resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr, records });
      },
    );
  });
}
