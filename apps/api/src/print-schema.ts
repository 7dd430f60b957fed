import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { GraphQLSchemaBuilderModule, GraphQLSchemaFactory } from '@nestjs/graphql';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { format, resolveConfig } from 'prettier';
import { RESOLVERS } from './graphql/resolvers.js';
import { DateTimeScalar, JsonScalar } from './graphql/scalars.js';

const FILE = 'apps/api/schema.graphql';

/** Prints the schema that the code makes; `apps/api/schema.graphql` must be equal to it. */
const app = await NestFactory.create(GraphQLSchemaBuilderModule, { logger: ['error'] });
await app.init();
const schema = await app.get(GraphQLSchemaFactory).create(RESOLVERS, [DateTimeScalar, JsonScalar] as never);
const text = `# Generated from the code (apps/api/src/print-schema.ts); do not edit.\n\n${printSchema(lexicographicSortSchema(schema))}\n`;
process.stdout.write(await format(text, { ...(await resolveConfig(FILE)), parser: 'graphql' }));
await app.close();
