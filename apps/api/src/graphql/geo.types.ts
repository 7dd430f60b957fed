import { Field, Float, InputType, ObjectType } from '@nestjs/graphql';
import { IsLatitude, IsLongitude, Max, Min } from 'class-validator';

@ObjectType('GeoPoint')
export class GeoPointType {
  @Field(() => Float)
  latitude!: number;

  @Field(() => Float)
  longitude!: number;
}

@InputType()
export class NearInput {
  @Field(() => Float)
  @IsLatitude()
  latitude!: number;

  @Field(() => Float)
  @IsLongitude()
  longitude!: number;

  @Field(() => Float, { description: 'More than 500 is refused.' })
  @Min(0.1)
  @Max(500)
  radiusKm!: number;
}

@InputType({ description: 'West may be greater than east: the box crosses the antimeridian.' })
export class BoundsInput {
  @Field(() => Float)
  @IsLatitude()
  south!: number;

  @Field(() => Float)
  @IsLongitude()
  west!: number;

  @Field(() => Float)
  @IsLatitude()
  north!: number;

  @Field(() => Float)
  @IsLongitude()
  east!: number;
}
