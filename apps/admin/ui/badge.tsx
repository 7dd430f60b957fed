import {
  Ban,
  CircleCheck,
  CircleDashed,
  CircleX,
  Clock,
  Hand,
  Hourglass,
  LoaderCircle,
  Pause,
  TriangleAlert,
  UserCheck,
  type LucideIcon,
} from 'lucide-react';
import type { RunStatus } from '@/generated/graphql';
import { runWord } from '@/lib/run-words';
import { regionState, type RegionFacts, type RegionLook } from './region-state';

export type Tone = 'good' | 'warn' | 'bad' | 'busy' | 'muted';
const TONES: Record<Tone, string> = {
  good: 'text-good',
  warn: 'text-warn',
  bad: 'text-bad',
  busy: 'text-busy',
  muted: 'text-muted',
};

/** State as icon, word and colour: any one of the three is enough. */
export function Badge({
  icon: Icon,
  tone,
  children,
  spin = false,
  wraps = false,
}: {
  icon: LucideIcon;
  tone: Tone;
  children: string;
  spin?: boolean;
  /** May take more than one line. */
  wraps?: boolean;
}) {
  return (
    <span className={`inline-flex items-center gap-1.5 font-medium ${wraps ? '' : 'whitespace-nowrap'} ${TONES[tone]}`}>
      <Icon aria-hidden className={`size-4 shrink-0 ${spin ? 'motion-safe:animate-spin' : ''}`} />
      {children}
    </span>
  );
}

const RUN_LOOKS: Readonly<Record<RunStatus, { icon: LucideIcon; tone: Tone; spin?: boolean }>> = {
  QUEUED: { icon: Clock, tone: 'muted' },
  RUNNING: { icon: LoaderCircle, tone: 'busy', spin: true },
  SUSPENDED: { icon: Hourglass, tone: 'busy' },
  PAUSED: { icon: Pause, tone: 'warn' },
  CANCELLING: { icon: Hand, tone: 'warn' },
  COMPLETED: { icon: CircleCheck, tone: 'good' },
  FAILED: { icon: CircleX, tone: 'bad' },
  CANCELLED: { icon: Ban, tone: 'muted' },
  NEEDS_ATTENTION: { icon: TriangleAlert, tone: 'bad' },
};
const WITH_WARNINGS = { icon: TriangleAlert, tone: 'warn' } as const;

/** State of a run. `warnings`: it completed, but something was left out or could not be read. */
export function RunBadge({ status, warnings = false }: { status: RunStatus; warnings?: boolean }) {
  return <Badge {...(warnings ? WITH_WARNINGS : RUN_LOOKS[status])}>{runWord(status, warnings)}</Badge>;
}

const REGION_LOOKS: Record<RegionLook, { icon: LucideIcon; tone: Tone; spin?: boolean }> = {
  paused: { icon: Pause, tone: 'warn' },
  asks: { icon: UserCheck, tone: 'warn' },
  running: { icon: LoaderCircle, tone: 'busy', spin: true },
  failed: { icon: CircleX, tone: 'bad' },
  complete: { icon: CircleCheck, tone: 'good' },
  idle: { icon: CircleDashed, tone: 'muted' },
};

/** State of a region: what its status word means, in words. */
export function RegionBadge(facts: RegionFacts) {
  const { look, words } = regionState(facts);
  return (
    <Badge {...REGION_LOOKS[look]} wraps>
      {words}
    </Badge>
  );
}

const REVIEW: Record<string, { icon: LucideIcon; tone: Tone; word: string }> = {
  LIVE: { icon: CircleCheck, tone: 'good', word: 'Live' },
  STAGED: { icon: Clock, tone: 'warn', word: 'Staged' },
  REJECTED: { icon: CircleX, tone: 'bad', word: 'Rejected' },
  EXPIRED: { icon: Hourglass, tone: 'muted', word: 'Expired' },
};

/** Review state of a signal. */
export function ReviewBadge({ status }: { status: string }) {
  const state = REVIEW[status] ?? { icon: CircleDashed, tone: 'muted' as const, word: status };
  return (
    <Badge icon={state.icon} tone={state.tone}>
      {state.word}
    </Badge>
  );
}
