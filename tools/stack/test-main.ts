import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isAlive } from './liveness.js';
import { openPortBook } from './ports.js';
import { repository } from './repository.js';
import { secretsOf } from './secrets.js';
import { prepareStores, startAll, stopAll, type StoreUrls } from './stores.js';
import { surroundings } from './surroundings.js';
import { addTallies, tallyOf, type JestReport, type Tally } from './test-tally.js';

/**
 * Unit and integration tests share stores (which have their own appetite); end-to-end tests start a system each, and spend much of their time waiting.
 * Two at a time suits both, one kind after the other.
 */
const ROUNDS = [['unit', 'integration'], ['e2e']];
const AT_ONCE = '--maxWorkers=2';

/** `npm test`: every test on stores of its own, then one line `N passed, N failed`. */
async function main(jestArgs: readonly string[]): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'community-scout-test-'));
  const ports = openPortBook();
  const interrupted = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => interrupted.abort(signal));
  const stores = await prepareStores({
    folder,
    ports: { postgres: await ports.take(25_000), redis: await ports.take(25_001), neo4j: await ports.take(25_002) },
    secrets: secretsOf(folder),
    changed: () => undefined,
    say,
  });
  try {
    say('starting Postgres, Redis and Neo4j for the tests');
    await startAll(stores.processes);
    let sum: Tally = { passed: 0, failed: 0 };
    for (const projects of ROUNDS) {
      if (interrupted.signal.aborted) break;
      sum = addTallies(
        sum,
        await runJest(
          [AT_ONCE, '--selectProjects', ...projects, ...jestArgs.flatMap(asGiven)],
          stores.urls,
          folder,
          interrupted.signal,
        ),
      );
    }
    if (interrupted.signal.aborted) sum = addTallies(sum, { passed: 0, failed: 1 });
    console.log(`\n${sum.passed} passed, ${sum.failed} failed`);
    return sum.failed === 0 && sum.passed > 0 ? 0 : 1;
  } finally {
    await stopAll(stores.processes);
    ports.release();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A lone path after --selectProjects would be read as one more project. */
function asGiven(arg: string): string[] {
  return arg.startsWith('-') ? [arg] : ['--testPathPatterns', arg];
}

async function runJest(args: string[], stores: StoreUrls, folder: string, signal: AbortSignal): Promise<Tally> {
  const report = join(folder, 'report.json');
  rmSync(report, { force: true });
  const jest = join(repository, 'node_modules/jest/bin/jest.js');
  const child = spawn(
    process.execPath,
    [
      '--experimental-vm-modules',
      '--disable-warning=ExperimentalWarning',
      jest,
      '--passWithNoTests',
      '--json',
      `--outputFile=${report}`,
      ...args,
    ],
    {
      cwd: repository,
      // With --json Jest prints the report on stdout; people read stderr.
      stdio: ['ignore', 'ignore', 'inherit'],
      detached: true,
      env: {
        ...surroundings,
        TEST_DATABASE_URL: stores.postgres,
        TEST_REDIS_URL: stores.redis,
        TEST_NEO4J_URI: stores.neo4j,
        TEST_NEO4J_USER: stores.neo4jUser,
        TEST_NEO4J_PASSWORD: stores.neo4jPassword,
      },
    },
  );
  const stop = (): void => void (child.pid !== undefined && isAlive(child.pid) && process.kill(-child.pid, 'SIGTERM'));
  signal.addEventListener('abort', stop);
  const code = await new Promise<number>((resolve) => child.once('exit', (status) => resolve(status ?? 1)));
  signal.removeEventListener('abort', stop);
  return tallyOf(existsSync(report) ? (JSON.parse(readFileSync(report, 'utf8')) as JestReport) : undefined, code);
}

function say(line: string): void {
  console.error(`[test] ${line}`);
}

// Whoever read our output may be gone (a closed terminal, a finished pipe): stopping in order matters more than the words.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  console.log('\n0 passed, 1 failed');
  process.exitCode = 1;
}
