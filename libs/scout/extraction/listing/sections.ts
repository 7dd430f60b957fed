import type { Line } from '../html/lines.js';
import { looksLikePlace, placeInSentence } from './place-in-text.js';
import { writtenTime, type WrittenTime } from './clock-time.js';
import { headingTitle, isAboutMeeting, isGenericHeading } from './row-words.js';

const YEAR = /(?<![\d/-])(?:19|20)\d{2}(?![\d/-])/;
const USUALLY = /\b(?:are|is|will|be|meets|held|begins?|starts?|convenes?|takes? place|occurs?)\b/i;
/** Levels for what is no HTML heading: a short line over dated ones. */
const LABEL_LEVEL = 7;

/** A short line that names what stands under it: no sentence, no place. */
const isLabel = (text: string): boolean =>
  text.length <= 90 && !/[.!?]$/.test(text) && !looksLikePlace(text) && !isUsualSentence(text);
/** A sentence that says when or where something usually is. */
const isUsualSentence = (text: string): boolean =>
  text.length > 25 && text.length < 700 && USUALLY.test(text) && isAboutMeeting(text);

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
    const heading = line.heading > 0 ? line.heading : overDates && isLabel(line.text) ? LABEL_LEVEL : 0;
    const year = YEAR.exec(line.text)?.[0];
    if (heading > 0) {
      this.stack = [...this.stack.filter((section) => section.level < heading), { level: heading, text: line.text }];
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
    const named = this.stack
      .toReversed()
      .find(({ text }) => !isGenericHeading(text) && !isUsualSentence(text) && text.length <= 120);
    const generic = this.stack.toReversed().find(({ text }) => /meeting|event|class|hearing|session/i.test(text));
    const chosen =
      named?.text ??
      (this.pageTitle !== null && !isGenericHeading(this.pageTitle)
        ? this.pageTitle
        : (generic?.text ?? this.pageTitle));
    if (chosen === null) return this.siteName;
    // `Meeting Schedule` alone says nothing of whose meeting it is.
    return isGenericHeading(chosen) && this.siteName !== null
      ? `${this.siteName}: ${headingTitle(chosen)}`
      : headingTitle(chosen);
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
