import type { PoolClient } from 'pg';

/** Takes the pages nobody of this run has taken. $1 root run, $2 run, $3 urls, $4 region, $5 source. Returns those that are this run's, taken now or before. */
const CLAIM_PAGES = `
WITH wanted AS (SELECT DISTINCT url FROM unnest($3::text[]) AS url),
taken AS (
  INSERT INTO archive.page_claim (root_id, url_hash, url, run_id, region, source_id)
  SELECT $1, md5(url), url, $2, $4, $5 FROM wanted
  ON CONFLICT (root_id, url_hash) DO NOTHING
  RETURNING url
)
SELECT url FROM taken
UNION
SELECT claim.url FROM archive.page_claim claim JOIN wanted ON claim.url_hash = md5(wanted.url)
WHERE claim.root_id = $1 AND claim.run_id = $2`;

/** $1 root run, $2 url, $3 outcome, $4 reason. */
const END_CLAIM = `
UPDATE archive.page_claim SET outcome = $3, reason = $4 WHERE root_id = $1 AND url_hash = md5($2) RETURNING region`;

/** What earlier runs owed of a page is paid when it has been read. $1 region, $2 url, $3 root run. */
const FORGET_EARLIER_CLAIMS = `
DELETE FROM archive.page_claim WHERE region = $1 AND url_hash = md5($2) AND root_id <> $3`;

/** How this run's readings of these addresses ended. $1 root run, $2 urls. */
const OUTCOMES = `
SELECT url, coalesce(outcome, 'owed') AS outcome, reason FROM archive.page_claim
WHERE root_id = $1 AND url_hash IN (SELECT md5(url) FROM unnest($2::text[]) AS url)`;

/** Pages of a region whose last claim did not end with a reading, with how often in a row. A claim without an end is one whose reader broke off. $1 region. */
const OWED_PAGES = `
SELECT latest.url, latest.source_id AS "sourceId", latest.reason, tries.count::int AS tries
FROM (
  SELECT DISTINCT ON (url_hash) url, url_hash, source_id, outcome, reason
  FROM archive.page_claim WHERE region = $1 ORDER BY url_hash, at DESC
) latest
CROSS JOIN LATERAL (
  SELECT count(*) FROM archive.page_claim claim
  WHERE claim.region = $1 AND claim.url_hash = latest.url_hash AND coalesce(claim.outcome, 'owed') = 'owed'
) tries
WHERE coalesce(latest.outcome, 'owed') = 'owed'
ORDER BY latest.url`;

/** `read`: to the end, or unchanged since; `unreadable`: it will be so again; `owed`: worth another try. */
export type ClaimOutcome = 'read' | 'unreadable' | 'owed';

export interface Claimer {
  readonly rootId: string;
  readonly runId: string;
  readonly region: string;
  readonly sourceId: string;
}
export interface EndedClaim {
  readonly url: string;
  readonly outcome: ClaimOutcome;
  readonly reason: string | null;
}
/** A page that was taken to be read and was not. */
export interface OwedPage {
  readonly url: string;
  /** Source whose job took it. */
  readonly sourceId: string;
  /** Null when its reader broke off without a word. */
  readonly reason: string | null;
  /** Runs in a row that failed to read it. */
  readonly tries: number;
}

/** Which of the addresses this run reads: each address is read by one run of the whole tree, so that nothing is paid twice. */
export async function claimPages(client: PoolClient, claimer: Claimer, urls: readonly string[]): Promise<string[]> {
  if (urls.length === 0) return [];
  const { rows } = await client.query<{ url: string }>(CLAIM_PAGES, [
    claimer.rootId,
    claimer.runId,
    urls,
    claimer.region,
    claimer.sourceId,
  ]);
  const mine = new Set(rows.map(({ url }) => url));
  return [...new Set(urls)].filter((url) => mine.has(url));
}

/** Notes how the reading of a claimed page ended. What nobody claimed has no end to note. */
export async function endClaim(
  client: PoolClient,
  rootId: string,
  { url, outcome, reason }: EndedClaim,
): Promise<void> {
  const { rows } = await client.query<{ region: string | null }>(END_CLAIM, [rootId, url, outcome, reason]);
  const region = rows[0]?.region ?? null;
  if (outcome !== 'owed' && region !== null) await client.query(FORGET_EARLIER_CLAIMS, [region, url, rootId]);
}

/** How the readings of these addresses ended in this run, whoever claimed them; those nobody claimed are left out. */
export async function claimOutcomes(
  client: PoolClient,
  rootId: string,
  urls: readonly string[],
): Promise<EndedClaim[]> {
  if (urls.length === 0) return [];
  return (await client.query<EndedClaim>(OUTCOMES, [rootId, urls])).rows;
}

/** The region's pages that were taken to be read and were not, by address. */
export async function owedPages(client: PoolClient, region: string): Promise<OwedPage[]> {
  return (await client.query<OwedPage>(OWED_PAGES, [region])).rows;
}
