import type { Metadata } from 'next';
import { SignalView } from '@/signals/signal-view';

export const metadata: Metadata = { title: 'Signal' };

export default async function SignalPage({ params }: { params: Promise<{ id: string }> }) {
  return <SignalView id={decodeURIComponent((await params).id)} />;
}
