import type { Metadata } from 'next';
import { SituationView } from '@/situations/situation-view';

export const metadata: Metadata = { title: 'Situation' };

export default async function SituationPage({ params }: { params: Promise<{ id: string }> }) {
  return <SituationView id={decodeURIComponent((await params).id)} />;
}
