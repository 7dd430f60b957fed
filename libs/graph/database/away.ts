import neo4j from 'neo4j-driver';

const AWAY: ReadonlySet<string> = new Set([
  neo4j.error.SERVICE_UNAVAILABLE,
  neo4j.error.SESSION_EXPIRED,
  // It starts, or stops.
  'Neo.TransientError.General.DatabaseUnavailable',
  'Neo.TransientError.Database.DatabaseUnavailable',
]);

/**
 * Whether an error says that the store itself is out of reach. Others that are worth another try, such as a deadlock or too little memory, are those
 * of one transaction: the next one may well be stored.
 */
export const isAway = (error: unknown): boolean => error instanceof neo4j.Neo4jError && AWAY.has(error.code);
