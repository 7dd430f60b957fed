'use client';

import { useIsFetching, useQueryClient, type Query } from '@tanstack/react-query';
import { Button } from './button';
import { ErrorNote } from './notes';

/** What this page shows and could not read. */
const failed = { type: 'active', predicate: ({ state }: Query) => state.status === 'error' } as const;

/** Stands where something could not be read: why, and a way to try again what failed on the page. Nothing without an error. */
export function NotRead({ what, error }: { what: string; error: Error | null }) {
  const client = useQueryClient();
  const trying = useIsFetching(failed) > 0;
  if (error === null) return null;
  return (
    <ErrorNote
      title={`${what} can't be read`}
      message={error.message}
      action={
        <Button disabled={trying} onClick={() => void client.refetchQueries(failed)}>
          {trying ? 'Trying again…' : 'Try again'}
        </Button>
      }
    />
  );
}
