import neo4j from 'neo4j-driver';
import type { StoreUrls } from '../../stack/stores.js';
import type { Graph } from './observations.js';

const SIGNALS = `MATCH (s:Signal {region: $region}) WHERE s.merged_from IS NULL RETURN s.type + ' ' + s.title AS text`;
const ACTORS = `MATCH (a:Actor)-[:IN_REGION]->(:Region {slug: $region}) RETURN a.name AS text`;
const SITUATIONS = `MATCH (s:Situation {region: $region}) RETURN s.headline AS text`;
const LINKS = `MATCH (a:Signal {region: $region})-[r:RESPONDS_TO|DRAWN_TO|EVIDENCES]->(b)
  RETURN a.title + ' ' + type(r) + ' ' + coalesce(b.title, b.headline) AS text`;

/** What a region's graph says, read from the store itself. */
export async function graphOf(stores: StoreUrls, region: string): Promise<Graph> {
  const driver = neo4j.driver(stores.neo4j, neo4j.auth.basic(stores.neo4jUser, stores.neo4jPassword));
  const read = async (query: string): Promise<string[]> => {
    const { records } = await driver.executeQuery(query, { region });
    return records.map((record) => String(record.get('text'))).sort();
  };
  try {
    return {
      signals: await read(SIGNALS),
      actors: await read(ACTORS),
      links: await read(LINKS),
      situations: await read(SITUATIONS),
    };
  } finally {
    await driver.close();
  }
}
