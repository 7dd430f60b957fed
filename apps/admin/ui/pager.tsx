'use client';

import { Button } from './button';

/** First page and next page of a cursor list, and how much there is in all. */
export function Pager({
  shown,
  total,
  hasNext,
  atStart,
  onFirst,
  onNext,
}: {
  shown: number;
  total: number;
  hasNext: boolean;
  atStart: boolean;
  onFirst: () => void;
  onNext: () => void;
}) {
  return (
    <nav aria-label="Pages" className="flex items-center justify-between gap-3 px-4 py-2.5">
      <p className="text-muted" role="status">
        {shown} of {total}
      </p>
      <div className="flex gap-2">
        <Button onClick={onFirst} disabled={atStart}>
          First page
        </Button>
        <Button onClick={onNext} disabled={!hasNext}>
          Next page
        </Button>
      </div>
    </nav>
  );
}
