import { parseArgs } from 'node:util';
import { TownServer } from './server.js';
import { REGION } from './world/region.js';

const USAGE = 'usage: node dist/tools/town/main.js --port N [--host 127.0.0.1] [--at 2026-12-01T09:00:00Z] [--seed N]';

function options(): {
  readonly port: number;
  readonly host: string | undefined;
  readonly now: Date;
  readonly seed: number;
} {
  const { values } = parseArgs({
    options: { port: { type: 'string' }, host: { type: 'string' }, at: { type: 'string' }, seed: { type: 'string' } },
  });
  const port = Number(values.port ?? '0');
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Error(`"--port ${values.port ?? ''}" is not a port; ${USAGE}`);
  const now = values.at === undefined ? new Date() : new Date(values.at);
  if (Number.isNaN(now.getTime())) throw new Error(`"--at ${values.at ?? ''}" is not a date; ${USAGE}`);
  return { port, host: values.host, now, seed: Number(values.seed ?? '1') };
}

try {
  const { port, host, now, seed } = options();
  const town = await new TownServer({ now, seed }).listen(port, host);
  const stop = (): void => {
    town.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  process.stdout.write(`${JSON.stringify({ ready: true, port: town.port, region: REGION.slug })}\n`);
} catch (error) {
  process.stderr.write(`town: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
