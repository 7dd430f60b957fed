import { registerEnumType } from '@nestjs/graphql';
import { REFUSAL_CODES, RUN_ACTIONS } from '#scout/runs';
import { GATE_DECISIONS, PHASE_NAMES } from '#scout/phases';
import { ROLES } from '../auth/role.js';
import { WAIT_KINDS } from '../runs/waits.js';

/** A GraphQL enum whose names are the code's own words in capitals: `situation_weaver` is `SITUATION_WEAVER`. */
function enumOf<const T extends string>(
  name: string,
  values: readonly T[],
  description?: string,
): Readonly<Record<string, T>> {
  const members = Object.fromEntries(values.map((value) => [value.toUpperCase(), value]));
  registerEnumType(members, { name, description });
  return members;
}

export const RoleEnum = enumOf('Role', ROLES);
export const ScoutPhaseEnum = enumOf('ScoutPhase', PHASE_NAMES);
export const RUN_KINDS = ['full', 'phase', 'investigation', 'source'] as const;
export type RunKindName = (typeof RUN_KINDS)[number];
export const RunKindEnum = enumOf('RunKind', RUN_KINDS);
export const RunStatusEnum = enumOf('RunStatus', [
  'queued',
  'running',
  'suspended',
  'paused',
  'cancelling',
  'completed',
  'failed',
  'cancelled',
  'needs_attention',
]);
export const WaitKindEnum = enumOf('WaitKind', WAIT_KINDS, 'What a run can wait for.');
export const StepStatusEnum = enumOf('StepStatus', ['ok', 'error', 'retrying']);
export const StepKindEnum = enumOf('StepKind', ['work', 'sleep', 'gate', 'children']);
export const RunActionEnum = enumOf('RunAction', RUN_ACTIONS);
export const GateStateEnum = enumOf('GateState', ['pending', 'resolved', 'expired']);
export const GateDecisionEnum = enumOf('GateDecision', GATE_DECISIONS);
export const ScoutRefusalEnum = enumOf('ScoutRefusal', REFUSAL_CODES, 'Why a request was not carried out.');
export const SignalTypeEnum = enumOf('SignalType', ['gathering', 'aid', 'need', 'notice', 'tension']);
export const ReviewStatusEnum = enumOf('ReviewStatus', ['staged', 'live', 'rejected', 'expired']);
export const EventStatusEnum = enumOf('EventStatus', ['scheduled', 'cancelled', 'postponed', 'moved']);
export const SensitivityEnum = enumOf('Sensitivity', ['general', 'elevated', 'sensitive']);
export const LocationPrecisionEnum = enumOf('LocationPrecision', ['exact', 'neighborhood', 'approximate', 'region']);
export const RelevanceEnum = enumOf('Relevance', ['direct', 'supporting', 'contradicting', 'original']);
export const ChannelEnum = enumOf('Channel', ['press', 'social', 'institution', 'community']);
export const LevelEnum = enumOf('Level', ['low', 'medium', 'high', 'critical']);
export const AlignmentEnum = enumOf('Alignment', ['exact', 'whitespace', 'casefold']);
export const SourceKindEnum = enumOf('SourceKind', ['page', 'feed', 'calendar', 'query', 'social']);
export const SourceRoleEnum = enumOf('SourceRole', ['tension', 'response', 'mixed']);
export const DiscoveryMethodEnum = enumOf('DiscoveryMethod', [
  'curated',
  'human_submission',
  'cold_start',
  'gap_analysis',
  'tension_seed',
  'signal_expansion',
  'social_graph',
  'linked_from',
  'hashtag',
]);
export const ActorTypeEnum = enumOf('ActorType', ['organization', 'individual', 'government_body', 'coalition']);
export const ActorRoleEnum = enumOf('ActorRole', ['author', 'mentioned', 'organizer']);
export const ResponseKindEnum = enumOf('ResponseKind', ['RESPONDS_TO', 'DRAWN_TO']);
export const ArcEnum = enumOf('Arc', ['emerging', 'developing', 'active', 'cooling', 'cold']);
export const ClarityEnum = enumOf('Clarity', ['fuzzy', 'sharpening', 'sharp']);
export const DispatchTypeEnum = enumOf('DispatchType', [
  'update',
  'emergence',
  'correction',
  'reactivation',
  'split',
  'merge',
]);
export const FindingSeverityEnum = enumOf('FindingSeverity', ['info', 'warning', 'error']);
export const FindingStatusEnum = enumOf('FindingStatus', ['open', 'resolved', 'dismissed', 'snoozed']);
