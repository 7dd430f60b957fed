/** Share of what was found that is right (precision), of what is right that was found (recall), and their harmonic mean. */
export interface Quality {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

const ratio = (part: number, whole: number): number => (whole === 0 ? 1 : part / whole);
const rounded = (value: number): number => Math.round(value * 10_000) / 10_000;

export function f1Of(precision: number, recall: number): number {
  return precision + recall === 0 ? 0 : rounded((2 * precision * recall) / (precision + recall));
}

/** From counts: how many are right, how many were found, how many there are. An empty question is answered perfectly by nothing. */
export function quality(right: number, found: number, expected: number): Quality {
  const precision = rounded(ratio(right, found));
  const recall = rounded(ratio(right, expected));
  return { precision, recall, f1: f1Of(precision, recall) };
}

/** What an evaluation prints: one line per case worth seeing, then the totals. Plain JSON. */
export interface Evaluation {
  readonly kind: string;
  readonly cases: number;
  readonly lines: readonly Readonly<Record<string, unknown>>[];
  readonly totals: Readonly<Record<string, number | string>>;
}
