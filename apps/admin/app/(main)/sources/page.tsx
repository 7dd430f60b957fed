import type { Metadata } from 'next';
import { Sources } from '@/graph/sources';

export const metadata: Metadata = { title: 'Sources' };

export default function SourcesPage() {
  return <Sources />;
}
