import type { Metadata } from 'next';
import { Situations } from '@/situations/situations';

export const metadata: Metadata = { title: 'Situations' };

export default function SituationsPage() {
  return <Situations />;
}
