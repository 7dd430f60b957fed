import type { RunStatus } from '#durable';

/** Where a run (or the part of it that is at work) stands. */
export interface WaitState {
  readonly id: string;
  readonly status: RunStatus;
  readonly startAt: Date | null;
  /** As the engine keeps it: `promise:<name>`, `children:<step>`, `until:<what>`. */
  readonly waitingFor: readonly string[];
  readonly wakeAt: Date | null;
  /** Jobs it handed out that have not ended. */
  readonly openJobs: number;
  /** Whether its region lets it in. */
  readonly itsTurn: boolean;
  /** Whether parts that come before it have not completed. */
  readonly behindOthers: boolean;
}

const DAY_MS = 86_400_000;

/** What a run waits for, in words; null when it waits for nothing in particular. */
export function waitingFor(state: WaitState, now: Date): string | null {
  if (state.status === 'suspended') {
    const words = [...new Set(state.waitingFor.map((wait) => wordOf(wait, state, now)))];
    return words.length === 0 ? null : words.join(', ');
  }
  if (state.status !== 'queued') return null;
  if (state.startAt !== null && state.startAt > now) return `starts ${clockTime(state.startAt, now)}`;
  if (state.behindOthers) return 'the phases before it';
  return state.itsTurn ? null : 'its turn in the region';
}

function wordOf(wait: string, { openJobs, wakeAt }: WaitState, now: Date): string {
  if (wait.startsWith('promise:')) return 'approval';
  if (wait.startsWith('children:')) return openJobs === 1 ? '1 source' : `${String(openJobs)} sources`;
  const at = wakeAt === null ? 'later' : `at ${clockTime(wakeAt, now)}`;
  return wait.startsWith('until:retry:') ? `a retry ${at}` : `to go on ${at}`;
}

/** `21:00 UTC`, with the date when that is more than a day away. */
function clockTime(at: Date, now: Date): string {
  const iso = at.toISOString();
  const time = `${iso.slice(11, 16)} UTC`;
  return Math.abs(at.getTime() - now.getTime()) < DAY_MS ? time : `${iso.slice(0, 10)} ${time}`;
}
