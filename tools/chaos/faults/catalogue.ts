import type { FaultKind } from '../schedule.js';
import { clockSkew } from './clock-skew.js';
import { dropConnections, silenceConnections, slowConnections } from './connections.js';
import { duplicate } from './duplicate.js';
import type { Inject } from './fault.js';
import { failProvider } from './provider.js';
import { flushRedis, restartNeo4j, restartPostgres, restartRedis } from './stores.js';
import { drain, freeze, kill } from './workers.js';

/** How each kind of fault is done. */
export const CATALOGUE: Readonly<Record<FaultKind, Inject>> = {
  kill,
  freeze,
  drain,
  duplicate,
  'connections-dropped': dropConnections,
  'connections-slow': slowConnections,
  'connections-silent': silenceConnections,
  'clock-skew': clockSkew,
  provider: failProvider,
  'redis-flush': flushRedis,
  'redis-restart': restartRedis,
  'postgres-restart': restartPostgres,
  'neo4j-restart': restartNeo4j,
};
