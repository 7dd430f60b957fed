import type { Metadata } from 'next';
import { Actors } from '@/graph/actors';

export const metadata: Metadata = { title: 'Actors' };

export default function ActorsPage() {
  return <Actors />;
}
