/** What one fetch may cost at most (phases.md, "Fetching the web"). */
export interface FetchLimits {
  readonly connectMs: number;
  /** From the first connection to the last byte, redirects included. */
  readonly totalMs: number;
  /** Of the body as sent and of the body as unpacked, each. */
  readonly bodyBytes: number;
  readonly redirects: number;
}
export const FETCH_LIMITS: FetchLimits = {
  connectMs: 10_000,
  totalMs: 30_000,
  bodyBytes: 10 * 1024 * 1024,
  redirects: 5,
};
