import { canonicalCharset } from './charset-labels.js';

/** Browsers read 1024 bytes; pages with a long head declare later, and reading on costs nothing. */
const PRESCAN_BYTES = 16_384;

const SPACE = /[\s/]/;

/** Attributes of one tag, first value of each name wins; returns where the tag ends. Null when the text ends first ("get an attribute" of the HTML standard). */
function readAttributes(text: string, from: number): { attributes: Map<string, string>; end: number } | null {
  const attributes = new Map<string, string>();
  const upTo = (stop: RegExp, start: number): number => {
    let at = start;
    while (at < text.length && !stop.test(text.charAt(at))) at += 1;
    return at;
  };
  let at = from;
  for (;;) {
    while (SPACE.test(text.charAt(at))) at += 1;
    if (at >= text.length) return null;
    if (text.charAt(at) === '>') return { attributes, end: at + 1 };
    // A name may begin with "=", which then belongs to it.
    const nameEnd = upTo(/[\s/>=]/, at + 1);
    const name = text.slice(at, nameEnd).toLowerCase();
    const equals = upTo(/\S/, nameEnd);
    let value = '';
    at = nameEnd;
    if (text.charAt(equals) === '=') {
      const start = upTo(/\S/, equals + 1);
      const quote = text.charAt(start);
      const quoted = quote === '"' || quote === "'";
      const end = quoted ? text.indexOf(quote, start + 1) : upTo(/[\s>]/, start);
      if (end === -1) return null;
      value = text.slice(quoted ? start + 1 : start, end);
      at = quoted ? end + 1 : end;
    }
    if (!attributes.has(name)) attributes.set(name, value);
  }
}

/** `text/html; charset="x"` → `x`, by the algorithm of the HTML standard for meta elements. */
function charsetOfContent(content: string): string | null {
  const match = /charset\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s;"']+))/i.exec(content);
  return match === null ? null : (match[1] ?? match[2] ?? match[3] ?? null);
}

/** UTF-16 can't be declared in ASCII bytes; browsers take such a page as UTF-8. */
function usable(label: string): string | null {
  const name = canonicalCharset(label);
  if (name === null) return null;
  if (name.startsWith('utf-16')) return 'utf-8';
  return name === 'x-user-defined' ? 'windows-1252' : name;
}

function charsetOfMeta(attributes: ReadonlyMap<string, string>): string | null {
  const direct = attributes.get('charset');
  if (direct !== undefined) return usable(direct);
  const content = attributes.get('content');
  if (content === undefined || attributes.get('http-equiv')?.toLowerCase() !== 'content-type') return null;
  const label = charsetOfContent(content);
  return label === null ? null : usable(label);
}

/** Encoding that the markup itself declares: XML declaration or meta element (comments and other tags skipped). Null when none is usable. */
export function declaredInMarkup(body: Uint8Array): string | null {
  const text = Buffer.from(body.subarray(0, PRESCAN_BYTES)).toString('latin1');
  const xml = /^\s*<\?xml[^>]*\sencoding\s*=\s*["']([^"']+)["']/i.exec(text)?.[1];
  if (xml !== undefined) {
    const name = usable(xml);
    if (name !== null) return name;
  }
  const opening = /<!--|<(\/?[a-z][^\s/>]*)|<[!?/]/gi;
  for (let match = opening.exec(text); match !== null; match = opening.exec(text)) {
    if (match[0] === '<!--') {
      const end = text.indexOf('-->', match.index + 2);
      if (end === -1) return null;
      opening.lastIndex = end + 3;
      continue;
    }
    if (match[1] === undefined) {
      const end = text.indexOf('>', match.index);
      if (end === -1) return null;
      opening.lastIndex = end + 1;
      continue;
    }
    const tag = readAttributes(text, opening.lastIndex);
    if (tag === null) return null;
    opening.lastIndex = tag.end;
    const found = match[1].toLowerCase() === 'meta' ? charsetOfMeta(tag.attributes) : null;
    if (found !== null) return found;
  }
  return null;
}
