/** Where a region stands, as its badge needs it. */
export interface RegionFacts {
  /** The region's status word, e.g. `running_scrape`. */
  readonly status: string;
  readonly failed: boolean;
  /** Place of the phase among the six; 0 when there is none. */
  readonly number: number;
  /** Its run waits for people to decide. */
  readonly asks: boolean;
  /** Its run is paused. */
  readonly paused: boolean;
  /** It was run before. */
  readonly ran: boolean;
}

export type RegionLook = 'paused' | 'asks' | 'running' | 'failed' | 'complete' | 'idle';

/** What a region's status means: how it looks, and in words. */
export function regionState(facts: RegionFacts): { readonly look: RegionLook; readonly words: string } {
  const { status, failed, asks, paused, ran } = facts;
  const place = facts.number > 0 ? ` ${String(facts.number)}/${String(LAST)}` : '';
  const running = status.startsWith('running_') ? spaced(status.slice(8)) : null;
  // An answer alone makes no paused run go on, so the pause comes first.
  if (paused) return { look: 'paused', words: running === null ? 'Paused' : `Paused at ${running}${place}` };
  if (asks) return { look: 'asks', words: `Waits for approval${place}` };
  if (running !== null) return { look: 'running', words: `Running ${running}${place}` };
  if (failed) return { look: 'failed', words: `Failed, at ${spaced(status)}` };
  // After the last phase the whole is complete, whether it ran by itself or in a full run.
  if (status === 'complete' || facts.number === LAST) return { look: 'complete', words: 'Complete' };
  if (status === 'idle') return { look: 'idle', words: ran ? 'Idle' : 'Never run' };
  return { look: 'complete', words: `${capitalised(spaced(status.replace(/_complete$/, '')))} complete${place}` };
}

/** Place of the last phase. */
const LAST = 6;

const spaced = (word: string): string => word.replaceAll('_', ' ');
const capitalised = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
