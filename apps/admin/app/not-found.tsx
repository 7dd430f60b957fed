import type { Metadata } from 'next';
import { Go } from '@/ui/link';
import { EmptyState } from '@/ui/notes';
import { PageHead } from '@/ui/panel';
import { Shell } from '@/ui/shell';

export const metadata: Metadata = { title: 'No such page' };

/** What an address leads to that nothing is at: said inside the frame of all pages, with a way home. */
export default function NotFound() {
  return (
    <Shell>
      <PageHead title="No such page" />
      <EmptyState title="Nothing is at this address">
        The link may be mistyped or old. Go to{' '}
        <Go inText to="/">
          Regions
        </Go>{' '}
        or choose a page from the navigation.
      </EmptyState>
    </Shell>
  );
}
