export type TextKind = 'html' | 'pdf' | 'json' | 'calendar' | 'feed' | 'xml' | 'text';

/** What a body really is: the declared type, corrected by how it begins (servers often say text/html or text/plain). */
export function textKind(contentType: string, text: string): TextKind {
  const type = contentType.split(';')[0]?.trim().toLowerCase() ?? '';
  if (type === 'application/pdf') return 'pdf';
  const start = text
    .slice(0, 2_000)
    .replace(/^\uFEFF/, '')
    .trimStart();
  if (type === 'text/calendar' || /^BEGIN:VCALENDAR/i.test(start)) return 'calendar';
  if (/<(?:rss|feed|rdf:RDF)[\s>]/i.test(start) && !/<html[\s>]/i.test(start)) return 'feed';
  if (type.endsWith('json') || ((type === '' || type === 'text/plain') && /^[[{]/.test(start)))
    return /^[[{"]/.test(start) || type.endsWith('json') ? 'json' : 'text';
  if (
    type === 'text/html' ||
    type === 'application/xhtml+xml' ||
    /^<(?:!doctype html|html|head|body|div|p|table|section|article)\b/i.test(start)
  ) {
    return /^[[{]/.test(start) && isJson(text) ? 'json' : 'html';
  }
  if (/^<\?xml/.test(start) || type.endsWith('xml')) return 'xml';
  return 'text';
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** A document type with entities can expand to any size, and is never needed by a feed. */
export const declaresEntities = (xml: string): boolean => /<!ENTITY/i.test(xml);
