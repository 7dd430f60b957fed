import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { askGraphql } from '../../tools/stack/graphql.js';
import { startStack, type Stack } from '../../tools/stack/start-stack.js';
import { NEIGHBOURS } from '../../tools/town/world/neighbours.js';
import { REGION } from '../../tools/town/world/region.js';
import { fairness, figuresOf, overlaps, type RegionFigures } from './figures.js';
import { allRuns, allSteps } from './journal.js';
import { watchWriters, type Sightings } from './writers.js';

const WORKERS = 4;
/** Sources that the first region has of its operator: many more than the others, and it is first in every queue. */
const CURATED = 300;
const WITHIN_MS = 30 * 60_000;

const START = 'mutation ($query: String!) { it: runScout(query: $query) { success code message run { id } } }';
const PROGRESS = 'query ($id: ID!) { it: scoutRun(id: $id) { status error { message } children { phase status } } }';

interface Started {
  readonly it: {
    readonly success: boolean;
    readonly code: string | null;
    readonly message: string;
    readonly run: { readonly id: string } | null;
  };
}

interface Progress {
  readonly it: {
    readonly status: string;
    readonly error: { readonly message: string } | null;
    readonly children: readonly { readonly phase: string | null; readonly status: string }[];
  };
}

/**
 * `npm run bench -- regions`: a whole system in town mode scouts ten regions at once with four workers, one of them with 300
 * sources more than the others, until all have been read (the phases after that share no queue's slots: each region has its
 * own). Prints how each region fared, how far the longest waits lie above the median, and whether a region ever had two writers.
 */
export async function regionsBenchmark(print: (line: object) => void, say: (line: string) => void): Promise<void> {
  const data = mkdtempSync(join(tmpdir(), 'community-scout-regions-'));
  const curated = join(data, 'curated.json');
  writeFileSync(curated, '{}');
  const interrupted = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const)
    process.once(name, () => interrupted.abort(new Error(`Stopped by ${name}.`)));
  const stack = await startStack({
    data,
    signal: interrupted.signal,
    mode: 'town',
    workers: WORKERS,
    admin: false,
    fresh: false,
    portBase: 27_000,
    extraEnv: { CURATED_SOURCES_FILE: curated, BUDGET_DAILY_MICRO_USD: '0', LOG_LEVEL: 'warn' },
    say,
  });
  const pool = new pg.Pool({ connectionString: stack.file().urls.postgres, max: 3 });
  const stopped = new AbortController();
  const watching = watchWriters(pool, stack.file(), stopped.signal);
  // Its failure is met below; until then nobody waits for it.
  watching.catch(() => undefined);
  try {
    writeFileSync(curated, JSON.stringify({ [REGION.slug]: await copiesOfPages(stack, CURATED) }));
    const refusedStarts = await scoutAll(stack, say, interrupted.signal);
    stopped.abort();
    const runs = await allRuns(pool);
    report(print, figuresOf(runs, await allSteps(pool)), {
      sightings: await watching,
      refusedStarts,
      overlapping: overlaps(runs),
    });
  } finally {
    stopped.abort();
    await watching.catch(() => undefined);
    await pool.end();
    await stack.stop();
    rmSync(data, { recursive: true, force: true });
  }
}

/** Starts every region, the one with most sources first, then each a second time, which must be refused; waits until all have been read. Returns how many second starts were refused. */
async function scoutAll(stack: Stack, say: (line: string) => void, signal: AbortSignal): Promise<number> {
  const { urls, tokens } = stack.file();
  const at = { url: urls.graphql, token: tokens.operator };
  const places = [REGION.query, ...NEIGHBOURS.map(({ name }) => `${name}, ${REGION.stateCode}`)];
  const ids: string[] = [];
  for (const query of places) {
    const { it } = await askGraphql<Started>(at, START, { query });
    if (!it.success || it.run === null) throw new Error(`${query} did not start: ${it.message}`);
    ids.push(it.run.id);
  }
  let refused = 0;
  for (const query of places) {
    const { it } = await askGraphql<Started>(at, START, { query });
    if (it.code === 'REGION_BUSY') refused += 1;
  }
  say(`${String(ids.length)} regions run on ${String(WORKERS)} workers`);
  const deadline = Date.now() + WITHIN_MS;
  const open = new Set(ids);
  while (open.size > 0) {
    if (Date.now() > deadline)
      throw new Error(`Not read within ${String(WITHIN_MS / 60_000)} minutes: ${[...open].join(', ')}`);
    await delay(2_000, undefined, { signal });
    for (const id of open) {
      const { it } = await askGraphql<Progress>(at, PROGRESS, { id });
      if (it.error !== null) throw new Error(`${id} ended as ${it.status}: ${it.error.message}`);
      if (it.children.find(({ phase }) => phase === 'SCRAPE')?.status !== 'COMPLETED') continue;
      open.delete(id);
      say(`${id} is read, ${String(open.size)} to go`);
    }
  }
  return refused;
}

/** Addresses that give the town's own pages under a query string of their own: to whoever reads them, pages of their own. */
async function copiesOfPages(stack: Stack, count: number): Promise<{ url: string }[]> {
  const answer = await fetch(`${stack.file().urls.town ?? ''}/__truth`);
  const { signals } = (await answer.json()) as { signals: { url: string }[] };
  const urls = [...new Set(signals.map(({ url }) => url))];
  return Array.from({ length: count }, (_, n) => ({ url: `${urls[n % urls.length] ?? ''}?copy=${String(n)}` }));
}

function report(
  print: (line: object) => void,
  regions: readonly RegionFigures[],
  seen: { readonly sightings: Sightings; readonly refusedStarts: number; readonly overlapping: readonly string[] },
): void {
  for (const region of regions) print({ bench: 'regions', ...rounded(region) });
  const waits = { startWaitMs: 'first step', firstSourceWaitMs: 'first source', longestGapMs: 'longest gap' } as const;
  for (const [figure, wait] of Object.entries(waits) as [keyof typeof waits, string][]) {
    print({ bench: 'regions', wait, ...rounded(fairness(regions.map((region) => region[figure]))) });
  }
  const { sightings, refusedStarts, overlapping } = seen;
  print({
    bench: 'regions',
    regions: regions.length,
    workers: WORKERS,
    looks: sightings.looks,
    mostRegionsAtOnce: sightings.mostAtOnce,
    secondStartsRefused: refusedStarts,
    twoWriters: [...new Set([...sightings.violations, ...overlapping])].join('; ') || 'never',
  });
}

function rounded(figures: object): object {
  return Object.fromEntries(
    Object.entries(figures).map(([name, value]) => [
      name,
      typeof value === 'number' ? Number(value.toPrecision(4)) : (value as unknown),
    ]),
  );
}
