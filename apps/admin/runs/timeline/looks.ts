import {
  Ban,
  CircleCheck,
  CircleX,
  Clock,
  LoaderCircle,
  MoonStar,
  Pause,
  RotateCw,
  TriangleAlert,
  UserCheck,
  type LucideIcon,
} from 'lucide-react';
import type { Tone } from '@/ui/badge';
import type { RowState } from './row-state';

/** Pattern, icon, word and colour of each state: any one of the four is enough to tell it from the others. */
export const LOOKS: Readonly<
  Record<RowState, { readonly icon: LucideIcon; readonly tone: Tone; readonly word: string; readonly bar: string }>
> = {
  waiting: { icon: Clock, tone: 'muted', word: 'Waiting', bar: 'text-muted bar-hollow' },
  running: { icon: LoaderCircle, tone: 'busy', word: 'Running', bar: 'text-busy bar-striped' },
  retrying: { icon: RotateCw, tone: 'warn', word: 'Retrying', bar: 'text-warn bar-upright' },
  sleeping: { icon: MoonStar, tone: 'muted', word: 'Sleeping', bar: 'text-muted bar-dotted' },
  gated: { icon: UserCheck, tone: 'warn', word: 'Awaits approval', bar: 'text-warn bar-checked' },
  paused: { icon: Pause, tone: 'warn', word: 'Paused', bar: 'text-warn bar-level' },
  done: { icon: CircleCheck, tone: 'good', word: 'Done', bar: 'text-good bar-solid' },
  warned: { icon: TriangleAlert, tone: 'warn', word: 'Done with warnings', bar: 'text-warn bar-half' },
  failed: { icon: CircleX, tone: 'bad', word: 'Failed', bar: 'text-bad bar-crossed' },
  cancelled: { icon: Ban, tone: 'muted', word: 'Stopped', bar: 'text-muted bar-thin' },
};
