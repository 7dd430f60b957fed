import { Field, Float, ID, Int, ObjectType } from '@nestjs/graphql';
import type { RegionScope, RegionScoutRun } from '#graph';
import type { PhaseName } from '#scout/phases';
import type { RefusalCode, Turn } from '#scout/runs';
import { ScoutPhaseEnum, ScoutRefusalEnum } from '../graphql/enums.js';
import { GeoPointType } from '../graphql/geo.types.js';
import { DateTimeScalar } from '../graphql/scalars.js';

@ObjectType()
export class BlockedBy {
  @Field(() => ScoutRefusalEnum)
  code!: RefusalCode;

  @Field(() => String)
  message!: string;

  @Field(() => String)
  unblocks!: string;
}

@ObjectType()
export class PhaseState {
  /** Id of the newest run of this phase; `lastRun` resolves it. */
  lastRunId!: string | null;

  @Field(() => ScoutPhaseEnum)
  phase!: PhaseName;

  @Field(() => String)
  label!: string;

  @Field(() => Boolean)
  runnable!: boolean;

  @Field(() => BlockedBy, { nullable: true, description: "Why it can't start now; null when runnable." })
  blockedBy!: BlockedBy | null;

  @Field(() => [ScoutPhaseEnum], { description: 'Later phases that become unrunnable when this one is run again now.' })
  disables!: readonly PhaseName[];
}

@ObjectType('RegionReview', { description: 'Whether people approve signals before they go live.' })
export class RegionReviewType {
  @Field(() => Boolean)
  required!: boolean;

  @Field(() => Float, { description: 'How long they have; after that the signals are held.' })
  timeoutHours!: number;
}

@ObjectType('Budget')
export class BudgetType {
  @Field(() => Float, { description: 'Today (UTC).' })
  spentMicroUsd!: number;

  @Field(() => Float, { description: '0: unlimited.' })
  limitMicroUsd!: number;
}

@ObjectType()
export class RegionScoutStatus {
  /** What the other fields are read from; not part of the API. */
  scope!: RegionScope;
  held!: RegionScoutRun;
  /** The run whose turn it is there. */
  turn!: Turn | null;

  @Field(() => String)
  regionName!: string;

  @Field(() => String)
  regionSlug!: string;

  @Field(() => String)
  timeZone!: string;

  @Field(() => GeoPointType)
  center!: GeoPointType;

  @Field(() => Float)
  radiusKm!: number;

  @Field(() => DateTimeScalar, { nullable: true, description: 'End of the last completed run.' })
  lastScouted!: Date | null;

  @Field(() => Boolean)
  running!: boolean;

  @Field(() => String, { description: '`idle`, `running_<phase>`, `<phase>_complete` or `complete`.' })
  phaseStatus!: string;

  @Field(() => Int, { description: '1 to 6: the phase that is running or was completed last; 0 when idle.' })
  phaseNumber!: number;

  @Field(() => String, { nullable: true })
  lastError!: string | null;

  @Field(() => ScoutPhaseEnum, { nullable: true })
  failedPhase!: PhaseName | null;
}

@ObjectType()
export class ScoutTask {
  /** Slug; `region` resolves it. */
  regionSlug!: string;

  @Field(() => ID)
  id!: string;

  @Field(() => String)
  query!: string;

  @Field(() => String, { nullable: true, description: 'Why it should be scouted.' })
  context!: string | null;

  @Field(() => String)
  status!: string;

  @Field(() => DateTimeScalar)
  createdAt!: string;
}

@ObjectType()
export class ScoutTaskResult {
  @Field(() => Boolean)
  success!: boolean;

  @Field(() => String)
  message!: string;

  @Field(() => ScoutRefusalEnum, { nullable: true })
  code!: RefusalCode | null;

  @Field(() => String, { nullable: true })
  unblocks!: string | null;

  @Field(() => RegionScoutStatus, { nullable: true })
  region!: RegionScoutStatus | null;
}
