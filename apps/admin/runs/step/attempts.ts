import type { StepRowFragment } from '../../generated/graphql';

type Step = Pick<StepRowFragment, 'status' | 'attempts'>;
type FailedAttempt = StepRowFragment['failedAttempts'][number];

/** A step's state with how often it was tried: `Done, 3 attempts`. One done or failed at the first attempt is just that. */
export function stateWithAttempts({ attempts }: Step, word: string): string {
  return attempts > 1 ? `${word}, ${String(attempts)} attempts` : word;
}

/** How often a step was tried and how often that failed: `3 (2 failed)`. */
export function attemptCount({ status, attempts }: Step): string {
  const failed = status === 'OK' ? attempts - 1 : attempts;
  return failed > 0 ? `${String(attempts)} (${String(failed)} failed)` : String(attempts);
}

/** When a step first failed of those attempts that lead to its latest one; null when none did: others are from before its run was retried by hand. */
export function firstFailure({
  status,
  attempts,
  failedAttempts,
}: Step & { readonly failedAttempts: readonly FailedAttempt[] }): string | null {
  if (status !== 'RETRYING' && attempts === 1) return null;
  return failedAttempts.findLast(({ attempt }) => attempt === 1)?.at ?? failedAttempts[0]?.at ?? null;
}
