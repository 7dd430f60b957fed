'use client';

import { useState } from 'react';
import type { RunLinkFragment } from '@/generated/graphql';
import { RunBadge } from '@/ui/badge';
import { Button } from '@/ui/button';
import { newestForks } from './newest-forks';
import { RunLink } from './run-link';

/** The runs that were forked from one, newest first: a few of them, and all when asked. */
export function Forks({ forks }: { forks: readonly RunLinkFragment[] }) {
  const [all, showAll] = useState(false);
  const { shown, left } = newestForks(forks, all);
  return (
    <>
      <ul aria-label="Forks">
        {shown.map((fork) => (
          <li key={fork.id} className="flex flex-wrap gap-x-3">
            <RunLink run={fork} />
            <RunBadge status={fork.status} warnings={fork.withWarnings} />
          </li>
        ))}
      </ul>
      {(left > 0 || all) && (
        <Button
          look="quiet"
          className="-ml-3"
          aria-expanded={all}
          onClick={() => {
            showAll(!all);
          }}
        >
          {all ? 'Show fewer' : `Show all ${String(forks.length)}`}
        </Button>
      )}
    </>
  );
}
