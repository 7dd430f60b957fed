import { Field, Float, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import type { RunRecord, RunStatus, StepKind } from '#durable';
import type { PhaseName } from '#scout/phases';
import type { RefusalCode } from '#scout/runs';
import { connectionType } from '../graphql/connection.js';
import {
  RunKindEnum,
  RunStatusEnum,
  ScoutPhaseEnum,
  ScoutRefusalEnum,
  StepKindEnum,
  StepStatusEnum,
  WaitKindEnum,
  type RunKindName,
} from '../graphql/enums.js';
import { DateTimeScalar, JsonScalar } from '../graphql/scalars.js';
import type { Wait, WaitKind } from './waits.js';

@ObjectType('RunError')
export class RunErrorType {
  @Field(() => String)
  name!: string;

  @Field(() => String)
  message!: string;

  @Field(() => String, { nullable: true })
  code?: string | null;

  @Field(() => String, { nullable: true, description: 'Key of the step that failed, when one did.' })
  step?: string | null;
}

@ObjectType()
export class ScoutRun {
  /** What the other fields are read from; not part of the API. */
  record!: RunRecord;

  @Field(() => ID)
  id!: string;

  @Field(() => String, { description: 'The same as `id`: region and unix time, e.g. `austin-tx-1771718400`.' })
  key!: string;

  @Field(() => String)
  region!: string;

  @Field(() => RunKindEnum)
  kind!: RunKindName;

  @Field(() => ScoutPhaseEnum, { nullable: true })
  phase!: PhaseName | null;

  @Field(() => String, { description: "Word for people: `Full Run`, `Scrape`, a source's name." })
  label!: string;

  @Field(() => RunStatusEnum, {
    description: 'RUNNING also while its sources are read; SUSPENDED while it waits for people or for a time.',
  })
  status!: RunStatus;

  @Field(() => String, { nullable: true })
  nowDoing!: string | null;

  @Field(() => DateTimeScalar)
  createdAt!: Date;

  @Field(() => DateTimeScalar, { nullable: true })
  startedAt!: Date | null;

  @Field(() => DateTimeScalar, { nullable: true })
  finishedAt!: Date | null;

  @Field(() => RunErrorType, { nullable: true })
  error!: RunErrorType | null;

  @Field(() => [String], { description: 'What was left out and why.' })
  skipped!: string[];

  @Field(() => Boolean, { description: 'It completed, but something was left out or could not be read.' })
  withWarnings!: boolean;

  @Field(() => Int)
  epoch!: number;

  @Field(() => Int, { description: 'How often a worker took it up.' })
  attempts!: number;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Not before this moment.' })
  startAt!: Date | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When somebody paused it; until the step in flight has ended it is RUNNING still.',
  })
  pausedAt!: Date | null;
}

@ObjectType()
export class RunWait implements Wait {
  @Field(() => WaitKindEnum)
  kind!: WaitKind;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it goes on by itself: of a retry, a sleep, a start time.',
  })
  until!: Date | null;

  @Field(() => Int, { nullable: true, description: 'How many sources have not ended.' })
  count!: number | null;
}

@ObjectType()
export class RunCostRow {
  @Field(() => String)
  provider!: string;

  @Field(() => String)
  model!: string;

  @Field(() => String)
  operation!: string;

  @Field(() => Int)
  calls!: number;

  @Field(() => Float)
  costMicroUsd!: number;
}

@ObjectType()
export class RunCost {
  @Field(() => Float)
  spentMicroUsd!: number;

  @Field(() => [RunCostRow])
  byOperation!: readonly RunCostRow[];
}

@ObjectType()
export class RunFailure {
  @Field(() => ID)
  runId!: string;

  @Field(() => String, { description: 'The source or page that could not be read.' })
  name!: string;

  @Field(() => String)
  reason!: string;
}

@ObjectType()
export class RunFailures {
  @Field(() => Int)
  totalCount!: number;

  @Field(() => [RunFailure], { description: 'The first 50.' })
  named!: readonly RunFailure[];
}

@ObjectType()
export class RunLineage {
  @Field(() => ScoutRun, { nullable: true })
  forkedFrom!: ScoutRun | null;

  @Field(() => String, { nullable: true, description: 'Key of the step it was branched at.' })
  forkedFromStep!: string | null;

  @Field(() => [ScoutRun])
  forks!: ScoutRun[];
}

@ObjectType()
export class StepAttempt {
  @Field(() => Int)
  attempt!: number;

  @Field(() => RunErrorType)
  error!: RunErrorType;

  @Field(() => DateTimeScalar)
  at!: Date;
}

@ObjectType()
export class Step {
  @Field(() => ID)
  runId!: string;

  @Field(() => String)
  key!: string;

  @Field(() => ScoutPhaseEnum, { nullable: true })
  phase!: PhaseName | null;

  @Field(() => String)
  name!: string;

  @Field(() => StepStatusEnum)
  status!: 'ok' | 'error' | 'retrying';

  @Field(() => StepKindEnum)
  kind!: StepKind;

  @Field(() => Boolean, { description: 'True for a wait (sleep, approval, other runs) rather than work.' })
  waited!: boolean;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When a step that failed is tried again.' })
  nextAttemptAt!: Date | null;

  @Field(() => Int)
  attempts!: number;

  @Field(() => Int)
  epoch!: number;

  @Field(() => DateTimeScalar, { nullable: true })
  startedAt!: Date | null;

  @Field(() => DateTimeScalar, { nullable: true })
  endedAt!: Date | null;

  @Field(() => RunErrorType, { nullable: true })
  error!: RunErrorType | null;
}

@ObjectType()
export class StepDetail {
  @Field(() => ID)
  runId!: string;

  @Field(() => String)
  key!: string;

  @Field(() => Step)
  step!: Step;

  @Field(() => JsonScalar, { nullable: true })
  input!: unknown;

  @Field(() => JsonScalar, { nullable: true })
  output!: unknown;

  @Field(() => RunErrorType, { nullable: true })
  error!: RunErrorType | null;

  @Field(() => Boolean, { description: 'A fork from this step may carry an edited input.' })
  inputEditable!: boolean;

  @Field(() => String, { nullable: true, description: 'Why it may not; null when it may.' })
  inputFixedBecause!: string | null;
}

@ObjectType({ description: 'A run by its name: the whole, a phase or a source.' })
export class RunPart {
  @Field(() => ID)
  id!: string;

  @Field(() => String, { description: "Word for people: `Full Run`, `Scrape`, a source's name." })
  label!: string;

  @Field(() => ScoutPhaseEnum, { nullable: true, description: 'The phase it is or belongs to.' })
  phase!: PhaseName | null;
}

@ObjectType('RunEvent')
export class RunEventType {
  @Field(() => Float)
  seq!: number;

  @Field(() => ID)
  runId!: string;

  @Field(() => ID)
  rootId!: string;

  @Field(() => String, { nullable: true })
  region!: string | null;

  @Field(() => String)
  type!: string;

  @Field(() => JsonScalar, { nullable: true })
  data!: unknown;

  @Field(() => DateTimeScalar)
  at!: Date;
}

export const ScoutRunConnection = connectionType(ScoutRun, 'ScoutRun');
export const StepConnection = connectionType(Step, 'Step');
export const EventConnection = connectionType(RunEventType, 'Event');

@ObjectType({ description: 'Refusals are data: `success` false, `code` for programs, `unblocks` for people.' })
export class ScoutResult {
  @Field(() => Boolean)
  success!: boolean;

  @Field(() => String)
  message!: string;

  @Field(() => ScoutRefusalEnum, { nullable: true })
  code!: RefusalCode | null;

  @Field(() => String, { nullable: true })
  unblocks!: string | null;

  @Field(() => ScoutRun, { nullable: true })
  run!: ScoutRun | null;
}

@InputType()
export class ScoutRunFilter {
  @Field(() => String, { nullable: true })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  region?: string | null;

  @Field(() => [RunStatusEnum], { nullable: true })
  @IsOptional()
  status?: RunStatus[] | null;

  @Field(() => RunKindEnum, { nullable: true })
  @IsOptional()
  @IsIn(['full', 'phase', 'investigation', 'source'])
  kind?: RunKindName | null;
}
