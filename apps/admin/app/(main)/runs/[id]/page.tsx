import type { Metadata } from 'next';
import { RunView } from '@/runs/run-view';

export const metadata: Metadata = { title: 'Run' };

export default async function RunPage({ params }: { params: Promise<{ id: string }> }) {
  return <RunView id={decodeURIComponent((await params).id)} />;
}
