import { CalendarDays, HandHeart, LifeBuoy, Megaphone, TriangleAlert, type LucideIcon } from 'lucide-react';

const ICONS: Readonly<Record<string, LucideIcon>> = {
  GATHERING: CalendarDays,
  AID: LifeBuoy,
  NEED: HandHeart,
  NOTICE: Megaphone,
  TENSION: TriangleAlert,
};

/** A signal's type: icon and word. */
export function SignalTypeLabel({ type }: { type: string }) {
  const Icon = ICONS[type] ?? Megaphone;
  return (
    <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
      <Icon aria-hidden className="text-muted size-4" />
      {type.charAt(0) + type.slice(1).toLowerCase()}
    </span>
  );
}
