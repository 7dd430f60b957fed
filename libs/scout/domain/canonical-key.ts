import normalizeUrl from 'normalize-url';

/** Query parameters that say where a reader came from, not what is read. */
const TRACKING_PARAMETERS = [
  /^utm_\w+/i,
  /^mc_(cid|eid)$/i,
  /^(fb|gc|dc|ms|y|tt|tw|wb)lid$/i,
  /^(fbclid|gclid|gclsrc|dclid|msclkid|yclid|igshid|igsh|twclid|ttclid|wbraid|gbraid)$/i,
  /^_(ga|gl|hsenc|hsmi)$/i,
  /^(mkt_tok|vero_id|oly_anon_id|oly_enc_id|spm|s_cid|ref_src|ref_url|cmpid|trk|trkCampaign)$/i,
  /^__s$/i,
  /^hsCtaTracking$/i,
  /^(jsessionid|phpsessid|aspsessionid\w*)$/i,
];
const MOBILE_HOST = /^(?:m|mobile|amp)\.(?=[^.]+\.[^.]+)/;
const AMP_PATH = /\/amp\/?$/;

/**
 * One address for one page: scheme and host in lower case, no fragment, no tracking parameters, default ports and trailing
 * slash dropped, mobile and AMP hosts folded. Idempotent. Null for what is not an http(s) address.
 */
export function canonicalUrl(url: string): string | null {
  let parsed: URL;
  try {
    parsed = new URL(url.trim());
  } catch {
    return null;
  }
  if (parsed.protocol !== 'http:' && parsed.protocol !== 'https:') return null;
  parsed.hostname = parsed.hostname.replace(/\.$/, '').replace(MOBILE_HOST, '');
  parsed.pathname = parsed.pathname.replace(AMP_PATH, '') || '/';
  parsed.searchParams.delete('amp');
  // `#!/event/1` addresses a page of its own; every other fragment is a place within one.
  const hashBang = parsed.hash.startsWith('#!') ? parsed.hash : '';
  parsed.hash = '';
  // The case of an escape means nothing (RFC 3986, 6.2.2.1).
  parsed.pathname = parsed.pathname.replace(/%[0-9a-f]{2}/gi, (escape) => escape.toUpperCase());
  try {
    return `${normalizeUrl(parsed.href, {
      stripHash: true,
      stripAuthentication: true,
      stripWWW: false,
      removeQueryParameters: TRACKING_PARAMETERS,
      removeTrailingSlash: true,
      removeSingleSlash: false,
      sortQueryParameters: true,
    })}${hashBang}`;
  } catch {
    return null;
  }
}

/**
 * The address to fetch a page at: as its server wrote it, without fragment, tracking parameters and credentials.
 * Trailing slash and order of parameters stay: some servers care. Null for what is not an http(s) address.
 */
export function fetchableUrl(url: string): string | null {
  if (canonicalUrl(url) === null) return null;
  const parsed = new URL(url.trim());
  parsed.hash = '';
  parsed.username = '';
  parsed.password = '';
  const tracked = [...parsed.searchParams.keys()].filter((name) =>
    TRACKING_PARAMETERS.some((pattern) => pattern.test(name)),
  );
  for (const name of tracked) parsed.searchParams.delete(name);
  return parsed.href;
}

/** A query as it is compared: lower case, single spaces. Quotes and operators stay, they change the result. */
export function normaliseQuery(query: string): string {
  return query.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
}

/**
 * The key under which a source exists once per region: its canonical URL, or `query:` and the normalised text.
 * Idempotent: a key given back in is returned unchanged.
 */
export function canonicalKey(value: string): string {
  if (value.startsWith('query:')) return `query:${normaliseQuery(value.slice('query:'.length))}`;
  return canonicalUrl(value) ?? `query:${normaliseQuery(value)}`;
}
