/** Result of an evaluation on labelled inputs; every miss is listed. */
export interface EvalReport {
  readonly cases: number;
  readonly asExpected: number;
  /** Refused or wrong although it should have passed. */
  readonly overBlocked: readonly Miss[];
  /** Passed although it should have been refused. */
  readonly letThrough: readonly Miss[];
  readonly skipped: number;
}
export interface Miss {
  readonly id: string;
  readonly input: string;
  readonly expected: string;
  readonly got: string;
}

/** Counts misses: one whose expectation is a refusal was let through, any other was over-blocked. */
export function report(
  cases: number,
  misses: readonly Miss[],
  isRefusal: (expected: string) => boolean,
  skipped = 0,
): EvalReport {
  return {
    cases,
    asExpected: cases - misses.length,
    overBlocked: misses.filter((miss) => !isRefusal(miss.expected)),
    letThrough: misses.filter((miss) => isRefusal(miss.expected)),
    skipped,
  };
}
