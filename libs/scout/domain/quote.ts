export type Alignment = 'exact' | 'whitespace' | 'casefold';
export interface LocatedQuote {
  readonly alignment: Alignment;
  /** Where it begins in the text as given, in UTF-16 units. */
  readonly offset: number;
  /** The words as they stand in the text. */
  readonly quote: string;
}

/** Quotes shorter than this could stand anywhere and prove nothing. Characters without white space. */
const SHORTEST_QUOTE = 8;

interface Folded {
  readonly text: string;
  /** Offset in the original for each unit of `text`, and one past the end. */
  readonly origin: readonly number[];
}

const TYPOGRAPHY: Readonly<Record<string, string>> = {
  '\u2018': "'",
  '\u2019': "'",
  '\u201a': "'",
  '\u201c': '"',
  '\u201d': '"',
  '\u201e': '"',
  '\u2013': '-',
  '\u2014': '-',
  '\u2212': '-',
  '\u2010': '-',
  '\u2011': '-',
};
const INVISIBLE = /[\u00ad\u200b-\u200d\u2060\ufeff]/;

function fold(text: string, options: { readonly caseless: boolean }): Folded {
  const units: string[] = [];
  const origin: number[] = [];
  let inSpace = true;
  for (let index = 0; index < text.length;) {
    const character = String.fromCodePoint(text.codePointAt(index) ?? 0);
    const start = index;
    index += character.length;
    if (INVISIBLE.test(character)) continue;
    if (/\s/u.test(character)) {
      if (!inSpace) {
        units.push(' ');
        origin.push(start);
        inSpace = true;
      }
      continue;
    }
    inSpace = false;
    const folded = options.caseless ? (TYPOGRAPHY[character] ?? character.normalize('NFKC').toLowerCase()) : character;
    for (const unit of folded.split('')) {
      units.push(unit);
      origin.push(start);
    }
  }
  if (units.at(-1) === ' ') {
    units.pop();
    origin.pop();
  }
  origin.push(text.length);
  return { text: units.join(''), origin };
}

/** A text prepared once for many quotes: folding a long page for each of its quotes would cost the page's length every time. */
export class QuotableText {
  private spaced: Folded | null = null;
  private caseless: Folded | null = null;
  constructor(readonly text: string) {}

  /**
   * Finds a quote: exact, then with white space folded, then without regard to case and typography (accents count).
   * Null when it is not there or too short to prove anything: then there is no evidence, never a guess.
   */
  locate(quote: string): LocatedQuote | null {
    const wanted = quote.trim();
    if (wanted.replace(/\s/gu, '').length < SHORTEST_QUOTE) return null;
    const exact = this.text.indexOf(wanted);
    if (exact >= 0) return { alignment: 'exact', offset: exact, quote: wanted };
    this.spaced ??= fold(this.text, { caseless: false });
    const inSpaced = this.find(this.spaced, fold(wanted, { caseless: false }).text);
    if (inSpaced !== null) return { alignment: 'whitespace', ...inSpaced };
    this.caseless ??= fold(this.text, { caseless: true });
    const inCaseless = this.find(this.caseless, fold(wanted, { caseless: true }).text);
    return inCaseless === null ? null : { alignment: 'casefold', ...inCaseless };
  }

  private find(folded: Folded, wanted: string): { offset: number; quote: string } | null {
    if (wanted === '') return null;
    const at = folded.text.indexOf(wanted);
    if (at < 0) return null;
    const offset = folded.origin[at] ?? 0;
    const last = folded.origin[at + wanted.length - 1] ?? offset;
    const lastLength = String.fromCodePoint(this.text.codePointAt(last) ?? 0).length;
    return { offset, quote: this.text.slice(offset, last + lastLength) };
  }
}

/** As `QuotableText.locate`, for one quote. */
export const locateQuote = (text: string, quote: string): LocatedQuote | null => new QuotableText(text).locate(quote);
