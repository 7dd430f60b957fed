/** Stores a body unless its hash is known. $1 hash, $2 deflated, $3 bytes. */
export const STORE_BODY = `
INSERT INTO archive.body (hash, deflated, bytes) VALUES ($1, $2, $3) ON CONFLICT (hash) DO NOTHING`;

/** The page a URL last showed, with the time it was last seen (a later unchanged visit counts). $1 region, $2 url. */
export const LATEST_PAGE = `
SELECT page.id, page.content_hash AS "contentHash",
       coalesce(seen.etag, page.etag) AS etag, coalesce(seen.last_modified, page.last_modified) AS "lastModified",
       coalesce(seen.fetched_at, page.fetched_at) AS "fetchedAt"
FROM archive.item page
LEFT JOIN LATERAL (
  SELECT item.fetched_at, item.etag, item.last_modified FROM archive.item item
  WHERE item.region = $1 AND md5(item.url) = md5($2) AND item.url = $2 AND item.same_as = page.id
  ORDER BY item.fetched_at DESC LIMIT 1
) seen ON true
WHERE page.region = $1 AND md5(page.url) = md5($2) AND page.url = $2 AND page.outcome = 'page'
ORDER BY page.fetched_at DESC, page.id DESC LIMIT 1`;

/** A page of a region's visits, newest first. $1 region, $2 limit, $3 time and $4 id of the last one seen (or null). */
export const LIST_ITEMS = `
SELECT id, url, outcome, reason, status, title, content_type AS "contentType", run_id AS "runId", fetched_at AS "fetchedAt"
FROM archive.item
WHERE region = $1 AND ($3::timestamptz IS NULL OR (fetched_at, id) < ($3::timestamptz, $4::uuid))
ORDER BY fetched_at DESC, id DESC LIMIT $2`;
