'use client';

import { Button } from './button';
import { ErrorNote } from './notes';
import { PageHead } from './panel';

/** What an error boundary of the router is given. `digest` names an error of the server in its log. */
export interface Thrown {
  readonly error: Error & { readonly digest?: string };
  readonly retry: () => void;
}

/** Stands where something could not be rendered: what happened, and a way to try again. */
export function NotRendered({ title, error, retry, otherwise }: Thrown & { title: string; otherwise: string }) {
  return (
    <>
      <PageHead title={title} actions={<Button onClick={retry}>Try again</Button>} />
      <ErrorNote
        title="It failed while it was drawn"
        message={error.message}
        code={error.digest}
        unblocks={`Nothing was changed by this. Try again; if it comes back, ${otherwise}`}
      />
    </>
  );
}
