import { oneOf, sequence, whole } from './random.js';

/** What can be done to a running system. Each kind is a file in faults/. */
export const FAULT_KINDS = [
  'kill',
  'freeze',
  'drain',
  'duplicate',
  'connections-dropped',
  'connections-slow',
  'connections-silent',
  'clock-skew',
  'provider',
  'redis-flush',
  'redis-restart',
  'postgres-restart',
  'neo4j-restart',
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

/** Workers of the scout (API, phases, town) or of the synthetic workflows. */
export type Group = 'scout' | 'synthetic';
export type StoreName = 'postgres' | 'redis' | 'neo4j';
export type ProviderFailure = 'rate-limited' | 'failing' | 'malformed' | 'dropped' | 'hanging';

/** One fault of a schedule. Everything that was drawn for it is in it: the same fault does the same. */
export interface PlannedFault {
  readonly n: number;
  readonly kind: FaultKind;
  /** Milliseconds after the first moment of the disturbance. */
  readonly atMs: number;
  readonly group: Group;
  /** Which worker of the group. */
  readonly worker: number;
  /** How long it lasts, for kinds that last. */
  readonly durationMs: number;
  /** Store of a connection fault. */
  readonly store: StoreName;
  readonly provider: string;
  readonly failure: ProviderFailure;
  /** Whether a process is asked rudely (SIGKILL) or abruptly (SIGQUIT: Postgres's immediate shutdown). */
  readonly rude: boolean;
  /** Clock skew. */
  readonly skewMs: number;
}

export interface SchedulePlan {
  readonly faults: number;
  readonly seed: number;
  readonly workers: Readonly<Record<Group, number>>;
  /** All faults begin within this time. */
  readonly withinMs: number;
  /** Without full runs nothing is done to what only they use. */
  readonly syntheticOnly: boolean;
}

/** How often each kind comes beyond the first. Restarts of stores stop everything for seconds: many of them would only test waiting. */
const WEIGHTS: Readonly<Record<FaultKind, number>> = {
  kill: 30,
  freeze: 14,
  drain: 8,
  duplicate: 12,
  'connections-dropped': 8,
  'connections-slow': 5,
  'connections-silent': 4,
  'clock-skew': 6,
  provider: 14,
  'redis-flush': 4,
  'redis-restart': 4,
  'postgres-restart': 3,
  'neo4j-restart': 1,
};
const SCOUT_ONLY: ReadonlySet<FaultKind> = new Set(['provider', 'neo4j-restart']);
/** The lease of the scout's workers is 15 s, that of the synthetic ones 3 s: a freeze lasts longer. */
const FREEZE_MS: Readonly<Record<Group, readonly [number, number]>> = {
  scout: [16_000, 22_000],
  synthetic: [4_000, 9_000],
};

/** The faults of a seed in the order in which they begin. Pure: the same plan gives the same schedule. */
export function schedule(plan: SchedulePlan): PlannedFault[] {
  const random = sequence(plan.seed);
  const kinds = deal(plan, random);
  const gapMs = plan.withinMs / Math.max(1, plan.faults);
  return kinds.map((kind, index) => {
    const group = groupOf(kind, plan, random);
    return {
      n: index + 1,
      kind,
      atMs: Math.round((index + random() * 0.8) * gapMs),
      group,
      worker: whole(random, 0, plan.workers[group] - 1),
      durationMs: durationOf(kind, group, random),
      store: storeOf(group, random),
      ...providerFailure(random),
      rude: random() < 0.5,
      skewMs: oneOf(random, [-60_000, 60_000]),
    };
  });
}

const DEPLOY_GAP_MS = 5_000;

/** A deploy after the storm: the synthetic workers are asked to end one after the other, and nothing else happens. `after`: the last fault's number. */
export function deploy(workers: number, after: number): PlannedFault[] {
  return Array.from({ length: workers }, (_, worker) => ({
    n: after + worker + 1,
    kind: 'drain' as const,
    atMs: (worker + 1) * DEPLOY_GAP_MS,
    group: 'synthetic' as const,
    worker,
    durationMs: 0,
    store: 'postgres' as const,
    provider: '',
    failure: 'failing' as const,
    rude: false,
    skewMs: 0,
  }));
}

/** Each kind once, as far as they go, then by weight; shuffled. */
function deal({ faults, syntheticOnly }: SchedulePlan, random: () => number): FaultKind[] {
  const kinds = FAULT_KINDS.filter((kind) => !syntheticOnly || !SCOUT_ONLY.has(kind));
  const bag = kinds.flatMap((kind) => Array.from({ length: WEIGHTS[kind] }, () => kind));
  const dealt = shuffled(kinds, random).slice(0, faults);
  while (dealt.length < faults) dealt.push(oneOf(random, bag));
  return shuffled(dealt, random);
}

function shuffled<T>(items: readonly T[], random: () => number): T[] {
  return items
    .map((item) => ({ item, place: random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item);
}

function groupOf(kind: FaultKind, plan: SchedulePlan, random: () => number): Group {
  const drawn: Group = random() < 0.4 ? 'scout' : 'synthetic';
  if (plan.syntheticOnly || kind === 'duplicate') return 'synthetic';
  return SCOUT_ONLY.has(kind) ? 'scout' : drawn;
}

function durationOf(kind: FaultKind, group: Group, random: () => number): number {
  const [min, max] = kind === 'freeze' ? FREEZE_MS[group] : kind === 'clock-skew' ? [8_000, 15_000] : [2_000, 6_000];
  return whole(random, min, max);
}

function storeOf(group: Group, random: () => number): StoreName {
  const stores: StoreName[] = ['postgres', 'redis'];
  return oneOf(random, group === 'scout' ? [...stores, 'neo4j'] : stores);
}

function providerFailure(random: () => number): Pick<PlannedFault, 'provider' | 'failure'> {
  const provider = oneOf(random, ['anthropic', 'voyage', 'serper', 'web']);
  const failure = oneOf(random, ['rate-limited', 'failing', 'malformed', 'dropped', 'hanging'] as const);
  // The model is waited for nearly two minutes: a silent one would only test patience.
  const patient = provider === 'serper' || provider === 'web';
  return { provider, failure: failure === 'hanging' && !patient ? 'dropped' : failure };
}
