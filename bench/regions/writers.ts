import { setTimeout as delay } from 'node:timers/promises';
import neo4j from 'neo4j-driver';
import type pg from 'pg';
import type { StackFile } from '../../tools/stack/stack-file.js';
import { runningNow, type Running } from './journal.js';

const LOOK_EVERY_MS = 200;
const HOLDERS = 'MATCH (r:RegionScoutRun) WHERE r.run_id IS NOT NULL RETURN r.region AS region, r.run_id AS run';

/** What was seen of writers. */
export interface Sightings {
  readonly looks: number;
  /** Most regions that were seen at work at one moment. */
  readonly mostAtOnce: number;
  readonly violations: readonly string[];
}

/** More than one tree or phase at work in a region, or one at work while another holds the region in the graph. */
export function crowded(running: readonly Running[], holders: ReadonlyMap<string, string>): string[] {
  return running.flatMap(({ region, roots, phases }) => {
    const holder = holders.get(region);
    // A run whose region was given back a moment ago still has its own end to write.
    const stranger =
      holder !== undefined && !roots.includes(holder)
        ? [`${region} is held by ${holder}, ${roots.join(' and ')} at work`]
        : [];
    const many = [roots, phases]
      .filter((ids) => ids.length > 1)
      .map((ids) => `${region}: ${ids.join(' and ')} at once`);
    return [...stranger, ...many];
  });
}

/** Looks again and again, from outside, at who writes in which region, until `signal` is aborted. */
export async function watchWriters(pool: pg.Pool, stack: StackFile, signal: AbortSignal): Promise<Sightings> {
  const driver = neo4j.driver(stack.urls.neo4j, neo4j.auth.basic(stack.neo4j.user, stack.neo4j.password));
  const violations: string[] = [];
  let looks = 0;
  let mostAtOnce = 0;
  try {
    while (!signal.aborted) {
      // The graph first: a holder that changes between the two looks is then the earlier one, whose tree has ended.
      const { records } = await driver.executeQuery(HOLDERS);
      const running = await runningNow(pool);
      const holders = new Map(records.map((record) => [String(record.get('region')), String(record.get('run'))]));
      violations.push(...crowded(running, holders));
      mostAtOnce = Math.max(mostAtOnce, running.length);
      looks += 1;
      await delay(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined);
    }
  } finally {
    await driver.close();
  }
  return { looks, mostAtOnce, violations };
}
