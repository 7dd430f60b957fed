import type { Metadata } from 'next';
import { Regions } from '@/regions/regions';

export const metadata: Metadata = { title: 'Regions' };

export default function RegionsPage() {
  return <Regions />;
}
