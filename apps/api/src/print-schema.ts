import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { GraphQLSchemaBuilderModule, GraphQLSchemaFactory } from '@nestjs/graphql';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { RESOLVERS } from './graphql/resolvers.js';
import { DateTimeScalar, JsonScalar } from './graphql/scalars.js';

/** Prints the schema that the code makes; `apps/api/schema.graphql` must be equal to it. */
const app = await NestFactory.create(GraphQLSchemaBuilderModule, { logger: ['error'] });
await app.init();
const schema = await app.get(GraphQLSchemaFactory).create(RESOLVERS, [DateTimeScalar, JsonScalar] as never);
process.stdout.write(
  `# Generated from the code (apps/api/src/print-schema.ts); do not edit.\n\n${printSchema(lexicographicSortSchema(schema))}\n`,
);
await app.close();
