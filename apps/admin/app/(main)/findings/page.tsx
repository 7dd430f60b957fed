import type { Metadata } from 'next';
import { Findings } from '@/graph/findings';

export const metadata: Metadata = { title: 'Findings' };

export default function FindingsPage() {
  return <Findings />;
}
