import iconv from 'iconv-lite';
import { canonicalCharset } from './charset-labels.js';
import { looksUtf16 } from './content-type.js';
import { declaredInMarkup } from './charset-prescan.js';

export interface Decoded {
  readonly text: string;
  /** Lower-case name of the encoding used. */
  readonly charset: string;
}

/** Charset parameter of a Content-Type header; quoted strings are respected, malformed parameters ignored. Null when there is none. */
export function charsetOfHeader(header: string | undefined): string | null {
  const parameter = /;\s*([^\s=;",]+)=(?:"([^"]*)"|([^\s;,"']+))(?=\s*(?:[;,]|$))/g;
  for (const match of (header ?? '').matchAll(parameter)) {
    const value = match[2] ?? match[3] ?? '';
    if (match[1]?.toLowerCase() === 'charset' && value !== '') return value.toLowerCase();
  }
  return null;
}

function byteOrderMark(body: Uint8Array): { charset: string; length: number } | null {
  const [a, b, c, d] = body;
  if (a === 0 && b === 0 && c === 0xfe && d === 0xff) return { charset: 'utf-32be', length: 4 };
  if (a === 0xff && b === 0xfe && c === 0 && d === 0) return { charset: 'utf-32le', length: 4 };
  if (a === 0xef && b === 0xbb && c === 0xbf) return { charset: 'utf-8', length: 3 };
  if (a === 0xfe && b === 0xff) return { charset: 'utf-16be', length: 2 };
  if (a === 0xff && b === 0xfe) return { charset: 'utf-16le', length: 2 };
  return null;
}

function isValidUtf8(body: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(body);
    return true;
  } catch {
    return false;
  }
}

/** Bytes said to be UTF-8 that hold not one valid multi-byte character are Western European text with a wrong label. */
function utf8OrWestern(body: Uint8Array): string {
  if (isValidUtf8(body)) return 'utf-8';
  const lenient = new TextDecoder('utf-8').decode(body);
  const hasValid = [...lenient].some((character) => character > '\u007f' && character !== '\ufffd');
  return hasValid ? 'utf-8' : 'windows-1252';
}

function sniff(body: Uint8Array): string {
  const wide = looksUtf16(body.subarray(0, 4096));
  if (wide !== null) return wide;
  return isValidUtf8(body) ? 'utf-8' : 'windows-1252';
}

/** Encoding of a body: byte order mark, then header, then what the markup declares, then the bytes themselves. */
export function detectCharset(body: Uint8Array, header: string | undefined): string {
  const mark = byteOrderMark(body);
  if (mark !== null) return mark.charset;
  const fromHeader = charsetOfHeader(header);
  const declared = (fromHeader === null ? null : canonicalCharset(fromHeader)) ?? declaredInMarkup(body);
  if (declared === null) return sniff(body);
  return declared === 'utf-8' ? utf8OrWestern(body) : declared;
}

/** Text of a body without byte order mark and without NUL (which Postgres can't store). Never throws: what can't be decoded becomes U+FFFD. */
export function decodeBody(body: Uint8Array, header: string | undefined): Decoded {
  const charset = detectCharset(body, header);
  const mark = byteOrderMark(body);
  const bytes = mark === null ? body : body.subarray(mark.length);
  const text = charset.startsWith('utf-32')
    ? iconv.decode(Buffer.from(bytes), charset)
    : new TextDecoder(charset, { ignoreBOM: true }).decode(bytes);
  return { text: text.replaceAll('\u0000', ''), charset };
}
