/** Okapi BM25 over a fixed set of texts (Robertson and Zaragoza 2009; k1 and b are the usual starting values). */
const K1 = 1.2;
const B = 0.75;
const STOP_WORDS = new Set(
  'a an and are as at be by de del el en for from how in is it la las los of on or que the their this to un una was what where who why with y your'.split(
    ' ',
  ),
);

/** Lower-case words without accents; plural endings of English are dropped so that `meals` finds `meal`. */
export function terms(text: string): string[] {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 1 && !STOP_WORDS.has(word))
    .map((word) => (word.length > 4 && word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word));
}

export class Bm25 {
  private readonly postings = new Map<string, Map<number, number>>();
  private readonly lengths: number[];
  private readonly meanLength: number;

  constructor(texts: readonly string[]) {
    this.lengths = texts.map((text, index) => {
      const words = terms(text);
      for (const word of words) {
        const posting = this.postings.get(word) ?? new Map<number, number>();
        posting.set(index, (posting.get(index) ?? 0) + 1);
        this.postings.set(word, posting);
      }
      return words.length;
    });
    this.meanLength = this.lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, texts.length);
  }

  /** Text index and score, best first; only texts that hold one of the words. */
  rank(query: string): readonly (readonly [number, number])[] {
    const scores = new Map<number, number>();
    for (const word of new Set(terms(query))) {
      const posting = this.postings.get(word);
      if (posting === undefined) continue;
      const idf = Math.log(1 + (this.lengths.length - posting.size + 0.5) / (posting.size + 0.5));
      for (const [index, count] of posting) {
        const norm = K1 * (1 - B + (B * (this.lengths[index] ?? 0)) / this.meanLength);
        scores.set(index, (scores.get(index) ?? 0) + (idf * count * (K1 + 1)) / (count + norm));
      }
    }
    return [...scores].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  }
}
