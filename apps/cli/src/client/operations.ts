/** Every operation the CLI sends, and the shape of its answer. */
export interface RunView {
  readonly id: string;
  readonly region: string;
  readonly kind: string;
  readonly phase: string | null;
  readonly status: string;
  readonly nowDoing: string | null;
  readonly waitingFor: string | null;
  readonly waits: readonly { readonly kind: string; readonly until: string | null }[];
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  readonly spentMicroUsd: number;
  readonly counts: Readonly<Record<string, number>>;
  /** What was left out and why. */
  readonly skipped: readonly string[];
  readonly withWarnings: boolean;
  readonly error: { readonly message: string; readonly step: string | null } | null;
}

const RUN =
  'id region kind phase status nowDoing waitingFor waits { kind until } startedAt finishedAt spentMicroUsd counts skipped withWarnings error { message step }';
const RESULT = `success message code unblocks run { ${RUN} }`;

export interface ScoutResult {
  readonly success: boolean;
  readonly message: string;
  readonly code: string | null;
  readonly unblocks: string | null;
  readonly run: RunView | null;
}

export const PHASES = `query Phases { phases: scoutPhases { phase } }`;
export const RUN_SCOUT = `mutation RunScout($query: String!, $key: String, $at: DateTime) { result: runScout(query: $query, idempotencyKey: $key, startAt: $at) { ${RESULT} } }`;
export const RUN_PHASE = `mutation RunPhase($phase: ScoutPhase!, $query: String!, $key: String, $at: DateTime) { result: runScoutPhase(phase: $phase, query: $query, idempotencyKey: $key, startAt: $at) { ${RESULT} } }`;
export const STOP = `mutation Stop($query: String!, $kill: Boolean) { result: stopScout(query: $query, kill: $kill) { ${RESULT} } }`;
export const RESET = `mutation Reset($query: String!, $reason: String) { result: resetScoutStatus(query: $query, reason: $reason) { ${RESULT} } }`;
export const RETRY = `mutation Retry($runId: ID!) { result: retryScoutRun(runId: $runId) { ${RESULT} } }`;

export const STOP_RUN = `mutation StopRun($runId: ID!, $kill: Boolean) { result: stopScoutRun(runId: $runId, kill: $kill) { ${RESULT} } }`;
export const PAUSE = `mutation Pause($runId: ID!) { result: pauseScoutRun(runId: $runId) { ${RESULT} } }`;
export const RESUME = `mutation Resume($runId: ID!) { result: resumeScoutRun(runId: $runId) { ${RESULT} } }`;
export const FORK = `mutation Fork($runId: ID!, $fromStep: String!, $input: JSON, $reason: String) { result: forkScoutRun(runId: $runId, fromStep: $fromStep, editedInput: $input, reason: $reason) { ${RESULT} } }`;
export const INVESTIGATE = `mutation Investigate($signalId: ID!, $key: String) { result: investigateSignal(signalId: $signalId, idempotencyKey: $key) { ${RESULT} } }`;
export const RESOLVE_GATE = `mutation ResolveGate($gateId: ID!, $decision: GateDecision!, $note: String) { result: resolveGate(gateId: $gateId, decision: $decision, note: $note) { ${RESULT} } }`;
export const SET_REVIEW = `mutation SetReview($query: String!, $required: Boolean!, $timeoutHours: Float) { region: setRegionReview(query: $query, required: $required, timeoutHours: $timeoutHours) { regionSlug review { required timeoutHours } } }`;
export interface ReviewView {
  readonly regionSlug: string;
  readonly review: { readonly required: boolean; readonly timeoutHours: number };
}

export const GATES = `query Gates { regions { regionSlug pendingGates { id runId title subject expiresAt } } }`;
export interface GateView {
  readonly id: string;
  readonly runId: string;
  readonly title: string;
  readonly subject: unknown;
  readonly expiresAt: string;
}

export const RUN_BY_ID = `query Run($id: ID!) { run: scoutRun(id: $id) { ${RUN} failures { totalCount named { name reason } } children { id phase status nowDoing } } }`;
export interface RunWithChildren extends RunView {
  readonly failures: {
    readonly totalCount: number;
    readonly named: readonly { readonly name: string; readonly reason: string }[];
  };
  readonly children: readonly {
    readonly id: string;
    readonly phase: string | null;
    readonly status: string;
    readonly nowDoing: string | null;
  }[];
}

export const REGIONS = `query Regions { regions { regionSlug regionName phaseStatus lastScouted sourcesDue budget { spentMicroUsd limitMicroUsd } pendingGates { id } } }`;
export interface RegionView {
  readonly regionSlug: string;
  readonly regionName: string;
  readonly phaseStatus: string;
  readonly lastScouted: string | null;
  readonly sourcesDue: number;
  readonly budget: { readonly spentMicroUsd: number; readonly limitMicroUsd: number };
  readonly pendingGates: readonly { readonly id: string }[];
}

export const RUNS = `query Runs($filter: ScoutRunFilter, $first: Int) { runs: scoutRuns(filter: $filter, first: $first) { edges { node { ${RUN} } } } }`;

export const STEPS = `query Steps($id: ID!, $after: String) { run: scoutRun(id: $id) { id steps(first: 100, after: $after, deep: true) { edges { node { runId key phase name status attempts epoch startedAt endedAt costMicroUsd } } pageInfo { hasNextPage endCursor } } } }`;
export interface StepView {
  readonly runId: string;
  readonly key: string;
  readonly phase: string | null;
  readonly name: string;
  readonly status: string;
  readonly attempts: number;
  readonly epoch: number;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  readonly costMicroUsd: number;
}

export const SIGNALS = `query Signals($region: String!, $after: String) { signals(region: $region, first: 100, after: $after) { edges { node { type title startsAt endsAt timeZone locationName location { latitude longitude } eventStatus sourceUrl evidence { quote } } } pageInfo { hasNextPage endCursor } } }`;
export interface SignalView {
  readonly type: string;
  readonly title: string;
  readonly startsAt: string | null;
  readonly endsAt: string | null;
  readonly timeZone: string | null;
  readonly locationName: string | null;
  readonly eventStatus: string | null;
  readonly sourceUrl: string;
  readonly evidence: readonly { readonly quote: string }[];
}

/** All pages of a connection, one item at a time. */
export async function* pages<T>(
  load: (
    after: string | null,
  ) => Promise<{ edges: readonly { node: T }[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } }>,
): AsyncGenerator<T> {
  let after: string | null = null;
  for (;;) {
    const page = await load(after);
    for (const { node } of page.edges) yield node;
    if (!page.pageInfo.hasNextPage) return;
    after = page.pageInfo.endCursor;
  }
}
