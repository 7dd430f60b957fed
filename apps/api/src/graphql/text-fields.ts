import { applyDecorators } from '@nestjs/common';
import { Field, ID, type FieldOptions } from '@nestjs/graphql';
import { IsOptional, IsString, MaxLength, MinLength } from 'class-validator';

/** Longest text that people write: where, why, a note. Characters. */
const LONGEST_TEXT = 2_000;
/** Longest id; no run is called by a longer one. Characters. */
const LONGEST_ID = 200;

/** An argument of text, with a limit. */
export function TextField(options: FieldOptions = {}): PropertyDecorator {
  return limited(
    Field(() => String, options),
    LONGEST_TEXT,
    options,
  );
}

/** An argument that is an id, with a limit. */
export function IdField(longest = LONGEST_ID): PropertyDecorator {
  return limited(
    Field(() => ID),
    longest,
  );
}

/** The argument that makes a request one and the same, however often it is sent. */
export function IdempotencyKeyField(): PropertyDecorator {
  const options = { nullable: true, description: 'The same key returns the same run.' };
  return applyDecorators(
    limited(
      Field(() => String, options),
      LONGEST_ID,
      options,
    ),
    MinLength(1),
  );
}

function limited(field: PropertyDecorator, longest: number, { nullable }: FieldOptions = {}): PropertyDecorator {
  return applyDecorators(field, IsString(), MaxLength(longest), ...(nullable === true ? [IsOptional()] : []));
}
