import ipaddr from 'ipaddr.js';
import { refusedAddress } from './address-policy.js';

export const MAX_URL_LENGTH = 2048;
/** Web ports; anything else is more likely a database or a mail server than a page. */
const PORTS: ReadonlySet<string> = new Set(['', '80', '443', '8080', '8443']);

/** Last labels that no public DNS resolves or that name a machine's own surroundings (RFC 6761, 6762, 7686, 8375, docs of ICANN on name collision). */
const INTERNAL_SUFFIXES = [
  'localhost',
  'local',
  'localdomain',
  'internal',
  'intern',
  'intranet',
  'private',
  'corp',
  'home',
  'lan',
  'home.arpa',
  'invalid',
  'onion',
  'alt',
];
/** Reserved for examples and tests: public DNS has none of them, but a gateway's own DNS may. */
const EXAMPLE_SUFFIXES = ['test', 'example'];

export type UrlVerdict =
  | { readonly allowed: true; readonly url: URL; readonly host: string; readonly literal: boolean }
  | { readonly allowed: false; readonly reason: UrlRefusal; readonly detail: string };
export type UrlRefusal = 'invalid_url' | 'scheme' | 'credentials' | 'port' | 'internal_name' | 'private_address';

const refuse = (reason: UrlRefusal, detail: string): UrlVerdict => ({ allowed: false, reason, detail });
const hasSuffix = (host: string, suffixes: readonly string[]): boolean =>
  suffixes.some((suffix) => host === suffix || host.endsWith(`.${suffix}`));

/** True for text that two URL parsers may read differently: control characters, spaces in the authority, backslashes. */
function isAmbiguous(text: string): boolean {
  if ([...text].some((character) => character < ' ' || character === '\u007f')) return true;
  const authority = /^[a-z][a-z0-9+.-]*:\/*([^/?#]*)/i.exec(text)?.[1] ?? '';
  return /[\s\\]/.test(authority);
}

/**
 * First gate of the fetch guard: judges a URL before any name is resolved.
 * A literal IP address is judged here, and without the exception that a gateway's networks have.
 * `exampleNames`: names under `.test` and `.example` may pass (they exist behind a gateway only).
 */
export function judgeUrl(text: string, options: { exampleNames: boolean }): UrlVerdict {
  if (text.length > MAX_URL_LENGTH) return refuse('invalid_url', `longer than ${String(MAX_URL_LENGTH)} characters`);
  if (isAmbiguous(text)) return refuse('invalid_url', 'holds characters that URL parsers read differently');
  if (!URL.canParse(text)) return refuse('invalid_url', 'not an absolute URL');
  const url = new URL(text);
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    return refuse('scheme', `${url.protocol} is not http or https`);
  if (url.username !== '' || url.password !== '' || /^[a-z]+:\/*[^/?#]*@/i.test(text))
    return refuse('credentials', 'user name or password in the URL');
  if (!PORTS.has(url.port)) return refuse('port', `port ${url.port} is not a web port (80, 443, 8080, 8443)`);
  const host = url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  if (ipaddr.isValid(host)) {
    const refused = refusedAddress(host);
    return refused === null ? { allowed: true, url, host, literal: true } : refuse('private_address', refused);
  }
  return judgeName(host, options) ?? { allowed: true, url, host, literal: false };
}

function judgeName(host: string, options: { exampleNames: boolean }): UrlVerdict | null {
  const labels = host.split('.');
  if (host.length > 253 || labels.some((label) => label === '' || label.length > 63))
    return refuse('invalid_url', 'not a DNS name');
  if (!/^[a-z0-9_.-]+$/.test(host)) return refuse('invalid_url', 'not a DNS name');
  if (labels.length < 2) return refuse('internal_name', `${host} is a name of a local network`);
  if (hasSuffix(host, INTERNAL_SUFFIXES)) return refuse('internal_name', `${host} is a name of a local network`);
  if (!options.exampleNames && hasSuffix(host, EXAMPLE_SUFFIXES))
    return refuse('internal_name', `${host} is reserved for examples`);
  return null;
}
