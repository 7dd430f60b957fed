import type { Line } from '../html/lines.js';
import { looksLikePlace, placeInSentence } from './place-in-text.js';
import { writtenTime, type WrittenTime } from './clock-time.js';
import { isAboutMeeting, namesPaper } from './row-words.js';
import { headingTitle, isGenericHeading, namesNothing } from './title-words.js';

const YEAR = /(?<![\d/-])(?:19|20)\d{2}(?![\d/-])/;
const USUALLY = /\b(?:are|is|will|be|meets|held|begins?|starts?|convenes?|takes? place|occurs?)\b/i;
/** Levels for what is no HTML heading: a short line over dated ones. */
const LABEL_LEVEL = 7;
/** `Line.heading` of a bold line. */
const BOLD_LEVEL = 6;

/** A short line that names what stands under it: no sentence, no place, no item of a list. */
const isLabel = ({ text, kind }: Line): boolean =>
  kind !== 'item' &&
  text.length <= 90 &&
  // A sentence, a description (`A session to …`), a footnote.
  !/[.!?]$|^(?:an? |\*)/i.test(text) &&
  !looksLikePlace(text) &&
  !isUsualSentence(text) &&
  !namesPaper(text) &&
  !namesNothing(text);
/** A sentence that says when or where something usually is. */
const isUsualSentence = (text: string): boolean =>
  text.length > 25 && text.length < 700 && USUALLY.test(text) && isAboutMeeting(text);

/** A line that may stand between a label and the rows that it names: column names, and what holds for all of them. */
export const isPassing = ({ text, cells }: Line): boolean => cells.length > 1 || isUsualSentence(text);

/** Words for what kind of thing people come to. */
const NAMES_KIND = /meeting|event|class|hearing|session/i;

interface Section {
  readonly level: number;
  readonly text: string;
}

/** What holds for the rows under a heading: title, year, usual time and place. */
export class Sections {
  private stack: Section[] = [];
  private headingYear: number | null = null;
  private usualTime: WrittenTime | null = null;
  private usualPlace: string | null = null;
  /** Column names of the last table that named them; some pages put the head into a table of its own. */
  private columns: readonly string[] = [];

  constructor(
    private readonly pageTitle: string | null,
    private readonly siteName: string | null,
  ) {
    const year = YEAR.exec(pageTitle ?? '')?.[0];
    this.headingYear = year === undefined ? null : Number(year);
  }

  /** Takes note of a line that is no dated row. `overDates`: a dated row follows, so that a short line is its label. */
  note(line: Line, overDates: boolean): void {
    if (this.isColumnHead(line)) {
      this.columns = line.cells.map((cell) => cell.toLowerCase());
      return;
    }
    const heading = line.heading > 0 ? line.heading : overDates && isLabel(line) ? LABEL_LEVEL : 0;
    const year = YEAR.exec(line.text)?.[0];
    // A bold line that only says how to get in touch, or what holds for all rows, takes no name away from them.
    if (heading > 0) {
      const names = !isUsualSentence(line.text) && !namesNothing(line.text);
      const over = names || heading < BOLD_LEVEL ? this.stack.filter(({ level }) => level < heading) : this.stack;
      this.stack = names ? [...over, { level: heading, text: line.text }] : over;
      if (year !== undefined) this.headingYear = Number(year);
    }
    if (isUsualSentence(line.text)) {
      this.usualTime = writtenTime(line.text) ?? this.usualTime;
      this.usualPlace = placeInSentence(line.text) ?? this.usualPlace;
    }
  }

  private isColumnHead(line: Line): boolean {
    const names = line.cells.filter((cell) =>
      /^(?:meeting |event )?(?:dates?|times?|day|name|title|meetings?|events?|location|place|venue|where|status|committee|body|type|description|details?)$/i.test(
        cell,
      ),
    );
    return line.kind === 'row' && names.length >= 2;
  }

  get year(): number | null {
    return this.headingYear;
  }
  get time(): WrittenTime | null {
    return this.usualTime;
  }
  get place(): string | null {
    return this.usualPlace;
  }

  /** All headings over the current line, the page's title first. */
  get trail(): string {
    return [this.pageTitle ?? '', ...this.stack.map(({ text }) => text)].join(' / ');
  }

  /** The nearest heading that names something, else the page's title. */
  get title(): string | null {
    const usable = this.stack
      .toReversed()
      .filter(({ text }) => !isUsualSentence(text) && !namesNothing(text) && text.length <= 120);
    const named = usable.find(({ text }) => !isGenericHeading(text));
    const generic = usable.find(({ text }) => NAMES_KIND.test(text));
    const chosen =
      named?.text ??
      (this.pageTitle !== null && !isGenericHeading(this.pageTitle)
        ? this.pageTitle
        : (generic?.text ?? this.pageTitle));
    if (chosen === null) return this.siteName;
    if (!isGenericHeading(chosen) || this.siteName === null) return headingTitle(chosen);
    // `Meeting Schedule` alone says nothing of whose meeting it is, and `Details` not even that it is one.
    return NAMES_KIND.test(chosen) ? `${this.siteName}: ${headingTitle(chosen)}` : this.siteName;
  }

  /** Whether the row stands in a table that names its columns. */
  inNamedTable(line: Line): boolean {
    return this.columns.length > 0 && this.columns.length === line.cells.length;
  }

  /** The cell of a row under one of the given column names, or null. */
  cell(line: Line, names: RegExp): string | null {
    if (!this.inNamedTable(line)) return null;
    const index = this.columns.findIndex((column) => names.test(column));
    return line.cells[index] ?? null;
  }
}
