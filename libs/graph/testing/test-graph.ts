import { jest } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { connectGraph } from '../database/graph-database.js';
import type { GraphDatabase } from '../database/graph-database.js';
import { migrateGraph } from '../schema/migrate.js';

// A statement is planned when it first runs, which on a busy machine outlasts Jest's five seconds.
jest.setTimeout(60_000);

/** The graph of the integration tests, migrated; its address comes from the environment (`npm test` sets it). */
export async function testGraph(): Promise<GraphDatabase> {
  const { TEST_NEO4J_URI: uri, TEST_NEO4J_USER: user, TEST_NEO4J_PASSWORD: password } = process.env;
  if (!uri) throw new Error('TEST_NEO4J_URI is not set: run the integration tests with `npm test`.');
  const db = connectGraph({ uri, user: user ?? 'neo4j', password: password ?? '' });
  await migrateGraph(db);
  return db;
}

/** A region of a test's own, so that test files do not see each other's nodes. */
export function testRegion(name: string): string {
  return `${name}-${randomBytes(4).toString('hex')}`;
}

/** Removes all nodes of a region. */
export async function clearRegion(db: GraphDatabase, region: string): Promise<void> {
  await db.write('MATCH (n) WHERE n.region = $region DETACH DELETE n', { region });
  await db.write('MATCH (r:Region {slug: $region}) DETACH DELETE r', { region });
}
