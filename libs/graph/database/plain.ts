import neo4j from 'neo4j-driver';

/**
 * Turns what the driver returns into plain data: instants become ISO strings in UTC, points become
 * `{ latitude, longitude }`, integers numbers, lists and maps are walked. Nodes and relationships become their properties.
 */
export function plain(value: unknown): unknown {
  if (value === null || value === undefined) return null;
  if (typeof value !== 'object') return value;
  if (neo4j.isInt(value)) return value.toNumber();
  if (neo4j.isDateTime(value)) return value.toStandardDate().toISOString();
  if (neo4j.isPoint(value)) return { latitude: value.y, longitude: value.x };
  if (Array.isArray(value)) return value.map(plain);
  if (neo4j.isNode(value) || neo4j.isRelationship(value)) return plainMap(value.properties);
  return plainMap(value);
}

function plainMap(map: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, plain(value)]));
}
