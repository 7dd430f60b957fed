import type { PhaseName } from '../phases/registry.js';
import { refused, type Refused } from './outcome.js';

export type ScoutMode = 'town' | 'structured' | 'live';
/** What holds a region while it runs. */
export type RunKind = 'full' | PhaseName;
export type AnyRunKind = RunKind | 'investigation';

/** Which paid capabilities have their credential. */
export interface Capabilities {
  readonly llm: boolean;
  readonly search: boolean;
}

type Capability = keyof Capabilities;
const ENVIRONMENT_NAME = {
  llm: 'ANTHROPIC_API_KEY',
  search: 'SERPER_API_KEY',
} as const satisfies Record<Capability, string>;

/** What a run can't do its work without when the outside world is asked for. Anything else that is missing is skipped, and said so. */
const NEEDS: Readonly<Record<AnyRunKind, readonly Capability[]>> = {
  full: ['llm'],
  bootstrap: ['llm'],
  actor_discovery: ['llm', 'search'],
  scrape: ['llm'],
  synthesis: ['llm'],
  situation_weaver: ['llm'],
  supervisor: ['llm'],
  investigation: ['llm', 'search'],
};

/** Why a run can't start for want of a key; null when it can. Structured mode needs none: it says what it skips. */
export function missingCredential(kind: AnyRunKind, mode: ScoutMode, has: Capabilities): Refused | null {
  if (mode === 'structured') return null;
  const missing = NEEDS[kind]
    .filter((capability) => !has[capability])
    .map((capability) => ENVIRONMENT_NAME[capability]);
  if (missing.length === 0) return null;
  return refused(
    'MISSING_CREDENTIAL',
    `This needs ${missing.join(' and ')}, which ${missing.length === 1 ? 'is' : 'are'} not set.`,
    `Set ${missing.join(' and ')} and restart, or start with SCOUT_MODE=structured, which needs no keys.`,
  );
}
