/** White space folded to single spaces, invisible characters dropped: how quotes are compared. */
export function fold(text: string): string {
  return text
    .replace(/[\u00ad\u200b-\u200d\u2060\ufeff]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** A text prepared once for many questions about what stands in it. */
export class ReadText {
  private readonly folded: string;
  constructor(text: string) {
    this.folded = fold(text);
  }
  /** Whether these words really stand in the text, letter for letter, white space aside. */
  says(words: string): boolean {
    const wanted = fold(words);
    return wanted !== '' && this.folded.includes(wanted);
  }
}

/** Lower case, letters and digits only: how titles are compared. */
export function plainWords(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
