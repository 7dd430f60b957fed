import type { PoolClient } from 'pg';

/** The text last read for signals at these addresses. $1 region, $2 urls. */
const READINGS = `
SELECT url, content_hash AS "contentHash", reader FROM archive.page_reading
WHERE region = $1 AND url_hash IN (SELECT md5(url) FROM unnest($2::text[]) AS url)`;

/** $1 region, $2 url, $3 content hash, $4 reader, $5 run. */
const RECORD_READING = `
INSERT INTO archive.page_reading (region, url_hash, url, content_hash, reader, run_id)
VALUES ($1, md5($2), $2, $3, $4, $5)
ON CONFLICT (region, url_hash) DO UPDATE
SET content_hash = excluded.content_hash, reader = excluded.reader, run_id = excluded.run_id, at = now()`;

/** What was last read for signals at an address. */
export interface PageReadingRecord {
  readonly url: string;
  readonly contentHash: string;
  /** Prompt and version, or the structured readers' version: another reader reads the same text again. */
  readonly reader: string;
}

/** What was last read at these addresses of a region; those never read are left out. */
export async function pageReadings(
  client: PoolClient,
  region: string,
  urls: readonly string[],
): Promise<PageReadingRecord[]> {
  if (urls.length === 0) return [];
  return (await client.query<PageReadingRecord>(READINGS, [region, urls])).rows;
}

/** Notes that this text of an address has been read for signals. */
export async function recordReading(
  client: PoolClient,
  reading: PageReadingRecord & { region: string; runId: string },
): Promise<void> {
  await client.query(RECORD_READING, [reading.region, reading.url, reading.contentHash, reading.reader, reading.runId]);
}
