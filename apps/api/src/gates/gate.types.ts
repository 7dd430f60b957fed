import { ArgsType, Field, ID, ObjectType } from '@nestjs/graphql';
import type { GateDecision } from '#scout/phases';
import type { Gate } from '#scout/runs';
import { GateDecisionEnum, GateStateEnum } from '../graphql/enums.js';
import { DateTimeScalar, JsonScalar } from '../graphql/scalars.js';
import { IdField, TextField } from '../graphql/text-fields.js';

/** A gate's id is its run's with the gate's name. Characters. */
const LONGEST_GATE_ID = 500;

@ObjectType('Gate', { description: 'Something a run waits for people to decide.' })
export class GateType implements Gate {
  @Field(() => ID)
  id!: string;

  @Field(() => ID)
  runId!: string;

  @Field(() => String)
  name!: string;

  @Field(() => String, { description: 'In words: "Approve 12 signals before they go live".' })
  title!: string;

  @Field(() => GateStateEnum)
  state!: Gate['state'];

  @Field(() => [GateDecisionEnum], { description: 'What may be answered.' })
  options!: Gate['options'];

  @Field(() => JsonScalar, { nullable: true, description: 'What it is about, e.g. how many signals and which.' })
  subject!: Gate['subject'];

  @Field(() => GateDecisionEnum, { nullable: true })
  decision!: Gate['decision'];

  @Field(() => String, { nullable: true, description: 'What the one who decided said.' })
  note!: string | null;

  @Field(() => String, { nullable: true })
  resolver!: string | null;

  @Field(() => DateTimeScalar)
  createdAt!: Date;

  @Field(() => DateTimeScalar)
  expiresAt!: Date;

  @Field(() => DateTimeScalar, { nullable: true })
  resolvedAt!: Date | null;
}

@ArgsType()
export class GateDecisionArgs {
  @IdField(LONGEST_GATE_ID)
  gateId!: string;

  @Field(() => GateDecisionEnum)
  decision!: GateDecision;

  @TextField({ nullable: true })
  note?: string | null;
}
