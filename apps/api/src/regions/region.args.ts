import { ArgsType, Field, Float } from '@nestjs/graphql';
import { TextField } from '../graphql/text-fields.js';

/** Which region is meant, by its slug or name. */
@ArgsType()
export class RegionArgs {
  @TextField()
  query!: string;
}

@ArgsType()
export class RegionReviewArgs extends RegionArgs {
  @Field(() => Boolean)
  required!: boolean;

  @Field(() => Float, { nullable: true })
  timeoutHours?: number | null;
}
