'use client';

import { SearchCheck } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { InvestigateSignalDocument } from '@/generated/graphql';
import type { useAction } from '@/lib/action';
import { request } from '@/lib/graphql';
import { useMayOperate } from '@/lib/session';
import { Button } from '@/ui/button';

/** Starts a run that looks into this one signal, and opens it. */
export function Investigate({ id, action }: { id: string; action: ReturnType<typeof useAction> }) {
  const router = useRouter();
  if (!useMayOperate()) return null;
  return (
    <Button
      disabled={action.busy}
      title="Looks for what confirms or contradicts it, in a run of its own."
      onClick={() => {
        action.act(
          () => request(InvestigateSignalDocument, { signalId: id }),
          ({ run }) => {
            if (run !== null && run !== undefined) router.push(`/runs/${encodeURIComponent(run.id)}`);
          },
        );
      }}
    >
      <SearchCheck aria-hidden className="size-4" />
      Investigate
    </Button>
  );
}
