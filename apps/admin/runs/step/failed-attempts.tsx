import type { StepDetailQuery } from '@/generated/graphql';
import { ErrorNote } from '@/ui/notes';
import { Time } from '@/ui/time';

type Attempt = NonNullable<StepDetailQuery['scoutStep']>['failedAttempts'][number];

/** Why each earlier attempt of a step failed, and when. `total`: attempts so far, the last one included. */
export function FailedAttempts({ attempts, total }: { attempts: readonly Attempt[]; total: number }) {
  if (attempts.length === 0) return null;
  return (
    <section>
      <h3 className="mb-1 font-medium">Failed attempts</h3>
      <ol aria-label="Failed attempts" className="flex flex-col gap-2">
        {attempts.map(({ attempt, at, error }) => (
          <li key={at}>
            <p className="text-muted mb-1">
              Attempt {attempt} of {total}, <Time exact at={at} />
            </p>
            <ErrorNote title={error.name} message={error.message} code={error.code} />
          </li>
        ))}
      </ol>
    </section>
  );
}
