import { isElement, TEXT_NODE, type DomElement, type DomNode } from './dom.js';

/** One line of a page as a reader sees it: a paragraph, a heading, a list item, a table row. */
export interface Line {
  readonly text: string;
  /** 1–6 for headings (bold lines count as 6), 0 else. */
  readonly heading: number;
  readonly kind: 'text' | 'item' | 'row' | 'heading';
  /** Cells of a table row, else the text alone. */
  readonly cells: readonly string[];
  /** Table, list or section the line belongs to: lines with one number are of one container. */
  readonly group: number;
  /** Characters of it that are link text. */
  readonly linkChars: number;
  /** First link in it. */
  readonly href: string | null;
  /** Inside navigation, header, footer or a form: rarely content. */
  readonly chrome: boolean;
}

const SKIPPED = new Set([
  'SCRIPT',
  'STYLE',
  'NOSCRIPT',
  'TEMPLATE',
  'SVG',
  'IFRAME',
  'OBJECT',
  'CANVAS',
  'VIDEO',
  'AUDIO',
  'SELECT',
  'TEXTAREA',
  'HEAD',
  'MATH',
]);
const BLOCKS = new Set([
  'ADDRESS',
  'ARTICLE',
  'ASIDE',
  'BLOCKQUOTE',
  'BODY',
  'CAPTION',
  'CENTER',
  'DD',
  'DETAILS',
  'DIALOG',
  'DIV',
  'DL',
  'DT',
  'FIELDSET',
  'FIGCAPTION',
  'FIGURE',
  'FOOTER',
  'FORM',
  'H1',
  'H2',
  'H3',
  'H4',
  'H5',
  'H6',
  'HEADER',
  'HR',
  'HTML',
  'LEGEND',
  'LI',
  'MAIN',
  'MENU',
  'NAV',
  'OL',
  'P',
  'PRE',
  'SECTION',
  'SUMMARY',
  'TABLE',
  'TBODY',
  'TFOOT',
  'THEAD',
  'TR',
  'UL',
  'BUTTON',
  'LABEL',
  'OPTION',
]);
const GROUPS = new Set(['TABLE', 'UL', 'OL', 'DL', 'SECTION', 'ARTICLE', 'MAIN', 'ASIDE', 'NAV', 'HEADER', 'FOOTER']);
const CHROME = new Set(['NAV', 'HEADER', 'FOOTER', 'FORM']);
const CHROME_ROLES = new Set(['navigation', 'banner', 'contentinfo', 'search', 'menu', 'menubar']);
const CELLS = new Set(['TD', 'TH']);
const BOLD = new Set(['B', 'STRONG']);
/** Cells are parted by a tab: white space to whoever looks for a quote, a border to whoever reads. */
const CELL_BREAK = '\t';

interface Place {
  readonly kind: Line['kind'];
  readonly heading: number;
  readonly group: number;
  readonly chrome: boolean;
}

class LineWriter {
  readonly lines: Line[] = [];
  private buffer = '';
  private boldChars = 0;
  private linkChars = 0;
  private href: string | null = null;

  write(text: string, bold: boolean, link: string | null): void {
    this.buffer += text;
    const size = text.trim().length;
    if (bold) this.boldChars += size;
    if (link !== null) {
      this.linkChars += size;
      this.href ??= link;
    }
  }

  get pending(): boolean {
    return this.buffer.trim() !== '';
  }

  end({ kind, heading, group, chrome }: Place): void {
    const cells = this.buffer.split(CELL_BREAK).map((cell) => cell.replace(/\s+/g, ' ').trim());
    const filled = cells.filter((cell) => cell !== '');
    if (filled.length > 0) {
      const text = filled.join(CELL_BREAK);
      const bold = kind === 'text' && this.boldChars >= text.length * 0.9 && text.length < 160;
      this.lines.push({
        text,
        heading: heading > 0 ? heading : bold ? 6 : 0,
        kind: heading > 0 ? 'heading' : kind,
        cells: kind === 'row' ? filled : [text],
        group,
        linkChars: this.linkChars,
        href: this.href,
        chrome,
      });
    }
    this.buffer = '';
    this.boldChars = 0;
    this.linkChars = 0;
    this.href = null;
  }
}

const isChrome = (element: DomElement): boolean =>
  CHROME.has(element.tagName) || CHROME_ROLES.has(element.getAttribute('role') ?? '');
/** A page's own header inside its content (an article's title block) is content. */
const insideContent = (element: DomElement): boolean =>
  element.tagName === 'HEADER' && element.closest('article,main,section') !== null;
/** ASP.NET pages wrap everything in one form, filters wrap the table that they filter. */
const isWholePageForm = (element: DomElement): boolean =>
  element.tagName === 'FORM' &&
  (element.querySelector('td,article,h1') !== null || (element.textContent ?? '').length > 1_500);

/** The lines of a page in reading order: block elements break lines, table rows are one line, scripts and styles are left out. */
export function linesOf(root: DomElement): Line[] {
  const writer = new LineWriter();
  let groups = 0;

  const visit = (node: DomNode, place: Place, bold: boolean, link: string | null): void => {
    if (node.nodeType === TEXT_NODE) {
      writer.write((node.textContent ?? '').replace(/\s+/g, ' '), bold, link);
      return;
    }
    if (!isElement(node)) return;
    const tag = node.tagName;
    if (SKIPPED.has(tag)) return;
    if (tag === 'BR') {
      if (place.kind === 'row') writer.write(' ', false, null);
      else writer.end(place);
      return;
    }
    const row = tag === 'TR' && !hasNestedBlocks(node);
    const block = (BLOCKS.has(tag) && place.kind !== 'row') || tag === 'TR';
    const level = /^H[1-6]$/.test(tag) ? Number(tag[1]) : 0;
    if (GROUPS.has(tag)) groups += 1;
    const inner: Place = {
      kind: row
        ? 'row'
        : tag === 'LI'
          ? 'item'
          : place.kind === 'row' && tag !== 'TR'
            ? 'row'
            : block
              ? 'text'
              : place.kind,
      heading: level > 0 ? level : place.heading,
      group: GROUPS.has(tag) ? groups : place.group,
      chrome: place.chrome || (isChrome(node) && !insideContent(node) && !isWholePageForm(node)),
    };
    if (block) writer.end(place);
    else if (place.kind === 'row' && BLOCKS.has(tag)) writer.write(' ', false, null);
    const nextLink = tag === 'A' ? (node.getAttribute('href') ?? link) : link;
    for (const child of node.childNodes) visit(child, inner, bold || BOLD.has(tag), nextLink);
    if (CELLS.has(tag)) writer.write(place.kind === 'row' ? CELL_BREAK : ' ', false, null);
    if (block) writer.end(inner);
  };

  const start: Place = { kind: 'text', heading: 0, group: 0, chrome: false };
  visit(root, start, false, null);
  writer.end(start);
  return writer.lines;
}

/** A row that lays out a page (one cell, or cells full of tables, lists, headings, paragraphs or lines) is no row of data. */
function hasNestedBlocks(row: DomElement): boolean {
  const cells = [...row.children].filter((cell) => CELLS.has(cell.tagName));
  const text = (row.textContent ?? '').length;
  if (cells.length <= 1 && row.querySelector('br,p,div,li') !== null) return true;
  if (row.querySelector('table,ul,ol,h1,h2,h3,h4,h5,h6,form') !== null) return text > 400;
  return [...row.querySelectorAll('p,br')].length > 12;
}
