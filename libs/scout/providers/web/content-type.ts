/** What a response body is, by its header and its first bytes. `text`: decode it; `pdf`: hand the bytes on; `refused`: neither. */
export type BodyKind = 'text' | 'pdf' | 'unknown' | 'refused';

const TEXT_TYPES: ReadonlySet<string> = new Set([
  'application/json',
  'application/ld+json',
  'application/xml',
  'application/xhtml+xml',
  'application/rss+xml',
  'application/atom+xml',
  'application/rdf+xml',
  'application/feed+json',
  'application/calendar+json',
  'application/geo+json',
  'application/x-javascript',
  'application/javascript',
]);
/** Types that servers use when they do not know. */
const UNKNOWN_TYPES: ReadonlySet<string> = new Set([
  '',
  'application/octet-stream',
  'binary/octet-stream',
  'application/download',
  'application/force-download',
]);

/** `Text/HTML; charset=x, text/html` → `text/html`. Empty when the header is missing. */
export function mediaType(header: string | undefined): string {
  return (header ?? '').split(/[;,]/)[0]?.trim().toLowerCase() ?? '';
}

/** First look, before the body is read. */
export function kindByHeader(header: string | undefined): BodyKind {
  const type = mediaType(header);
  if (UNKNOWN_TYPES.has(type) || !type.includes('/')) return 'unknown';
  if (type === 'application/pdf' || type === 'application/x-pdf') return 'pdf';
  if (type.startsWith('text/') || TEXT_TYPES.has(type) || type.endsWith('+xml') || type.endsWith('+json'))
    return 'text';
  return 'refused';
}

const startsWith = (body: Uint8Array, text: string): boolean =>
  Buffer.from(body.subarray(0, text.length)).toString('latin1') === text;

/** Signatures of archives, images, media and programs, which are never text whatever their header says. */
const BINARY_SIGNATURES = [
  'PK\u0003\u0004',
  '\u0089PNG',
  '\u00ff\u00d8\u00ff',
  'GIF8',
  'RIFF',
  '\u007fELF',
  'MZ\u0090',
  'OggS',
  'ID3',
  '\u001f\u008b',
  '7z\u00bc\u00af',
];

function looksBinary(body: Uint8Array): boolean {
  if (BINARY_SIGNATURES.some((signature) => startsWith(body, signature))) return true;
  if (startsWith(body, '\u00ff\u00fe') || startsWith(body, '\u00fe\u00ff')) return false;
  const sample = body.subarray(0, 4096);
  const controls = sample.filter((byte) => byte < 9 || (byte > 13 && byte < 27) || (byte > 27 && byte < 32)).length;
  return controls > sample.length * 0.3 && !looksUtf16(sample);
}

/** UTF-16 without a mark: nearly every second byte is zero. */
export function looksUtf16(sample: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (sample.length < 8) return null;
  const zerosAt = (offset: number): number => sample.filter((byte, index) => index % 2 === offset && byte === 0).length;
  const half = sample.length / 2;
  if (zerosAt(1) > half * 0.7 && zerosAt(0) < half * 0.2) return 'utf-16le';
  return zerosAt(0) > half * 0.7 && zerosAt(1) < half * 0.2 ? 'utf-16be' : null;
}

/** Second look, with the body: a PDF labelled as HTML is a PDF, a picture labelled as HTML is refused. */
export function kindOfBody(header: string | undefined, body: Uint8Array): { kind: BodyKind; contentType: string } {
  const declared = kindByHeader(header);
  if (startsWith(body, '%PDF-')) return { kind: 'pdf', contentType: 'application/pdf' };
  if (declared === 'pdf') return { kind: body.length === 0 ? 'text' : 'refused', contentType: 'application/pdf' };
  if (declared === 'refused' || looksBinary(body)) return { kind: 'refused', contentType: mediaType(header) };
  if (declared === 'text') return { kind: 'text', contentType: mediaType(header) };
  const start = Buffer.from(body.subarray(0, 512)).toString('latin1').trimStart().toLowerCase();
  if (start.startsWith('begin:vcalendar')) return { kind: 'text', contentType: 'text/calendar' };
  if (start.startsWith('<?xml')) return { kind: 'text', contentType: 'application/xml' };
  if (start.startsWith('{') || start.startsWith('[')) return { kind: 'text', contentType: 'application/json' };
  return { kind: 'text', contentType: start.startsWith('<') ? 'text/html' : 'text/plain' };
}
