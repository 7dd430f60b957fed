import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { isBlockedPort } from './blocked-ports.js';

export type Mode = 'town' | 'structured' | 'live';

/** What `npm start --` was asked for. */
export interface StartOptions {
  once: boolean;
  fresh: boolean;
  /** Absolute. */
  data: string;
  mode: Mode;
  workers: number;
  admin: boolean;
  run: boolean;
  portBase: number;
  /** The region to scout; the sample town's own when not given. */
  region: string | undefined;
}

/** What `--help` prints. */
export const USAGE = `npm start -- [options]
  --once            scout the sample region once and stop: exit 0 when the run completed, else 1
  --no-run          start without scouting
  --region TEXT     scout this region (needed outside town mode)
  --mode MODE       town (default: offline sample town) | structured (real web, no LLM) | live (all, needs keys)
  --data DIR        where everything is kept (default .scout)
  --fresh           empty DIR first
  --workers N       worker processes (default 2)
  --no-admin        without the dashboard
  --port-base N     API on N, dashboard on N+1, stores after (default 4000; a taken port: the next free one)`;

/** The options of a command line, relative paths resolved against `cwd`. `help` when that was asked for. Throws an error that says what is accepted. */
export function parseStartOptions(argv: readonly string[], cwd: string): StartOptions | 'help' {
  const { values } = parse(argv);
  if (values.help) return 'help';
  const mode = values.mode ?? 'town';
  if (mode !== 'town' && mode !== 'structured' && mode !== 'live') {
    throw new Error(`--mode ${mode} is unknown: town, structured or live.\n\n${USAGE}`);
  }
  const run = !values['no-run'];
  if (values.once && !run)
    throw new Error('--once and --no-run together would start everything and do nothing: drop one of them.');
  if (run && mode !== 'town' && !values.region) {
    throw new Error(
      `Outside town mode there is no sample region: say which with --region "Austin, TX", or start with --no-run.`,
    );
  }
  return {
    once: values.once ?? false,
    fresh: values.fresh ?? false,
    data: resolve(cwd, values.data ?? '.scout'),
    mode,
    workers: whole('--workers', values.workers ?? '2', 1, 64),
    admin: !values['no-admin'],
    run,
    portBase: portBase(values['port-base'] ?? '4000'),
    region: values.region,
  };
}

function parse(argv: readonly string[]): {
  values: Partial<Record<'once' | 'fresh' | 'no-admin' | 'no-run' | 'help', boolean>> &
    Partial<Record<'data' | 'mode' | 'workers' | 'port-base' | 'region', string>>;
} {
  try {
    return parseArgs({
      args: [...argv],
      options: {
        once: { type: 'boolean' },
        fresh: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
        'no-admin': { type: 'boolean' },
        'no-run': { type: 'boolean' },
        data: { type: 'string' },
        mode: { type: 'string' },
        workers: { type: 'string' },
        'port-base': { type: 'string' },
        region: { type: 'string' },
      },
    });
  } catch (error) {
    throw new Error(`${(error as Error).message}\n\n${USAGE}`, { cause: error });
  }
}

function portBase(text: string): number {
  const port = whole('--port-base', text, 1024, 65_000);
  if (isBlockedPort(port))
    throw new Error(
      `--port-base ${text}: browsers and fetch refuse to talk to port ${text}, which belongs to another protocol. Choose another, such as 4000.`,
    );
  return port;
}

function whole(flag: string, text: string, min: number, max: number): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < min || value > max) {
    throw new Error(`${flag} ${text}: a whole number from ${min} to ${max} is needed.`);
  }
  return value;
}
