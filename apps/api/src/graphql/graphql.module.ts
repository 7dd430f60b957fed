import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo';
import { Module } from '@nestjs/common';
import { GraphQLModule } from '@nestjs/graphql';
import { DurableClient } from '#durable';
import { ActorRepository, SignalRepository, SituationRepository } from '#graph';
import { Archive } from '#scout/archive';
import { RunCosts } from '#scout/runs';
import { callerOf, type CalledRequest } from '../auth/caller.js';
import { API_CONFIG, type ApiConfig } from '../config.js';
import { LIMITS } from '../limits/request-shape.js';
import { limitsPlugin } from '../limits/limits.plugin.js';
import { requestLimits } from '../limits/validation-rule.js';
import type { AppLogger } from '#scout/process';
import { JournalReads } from '../runs/journal-reads.js';
import { LOGGER } from '../stores/tokens.js';
import type { GraphQLContext } from './context.js';
import { formatError } from './format-error.js';
import { createLoaders, type LoaderSources } from './loaders.js';

type Loadable = [
  ApiConfig,
  AppLogger,
  DurableClient,
  RunCosts,
  JournalReads,
  SignalRepository,
  SituationRepository,
  ActorRepository,
  Archive,
];

/** The GraphQL endpoint: code first, limited, with a context made anew for every request. */
@Module({
  imports: [
    GraphQLModule.forRootAsync<ApolloDriverConfig>({
      driver: ApolloDriver,
      inject: [
        API_CONFIG,
        LOGGER,
        DurableClient,
        RunCosts,
        SignalRepository,
        SituationRepository,
        ActorRepository,
        Archive,
      ],
      useFactory: (
        ...[config, logger, durable, runCosts, journal, signals, situations, actors, archive]: Loadable
      ): ApolloDriverConfig => {
        const sources: LoaderSources = { durable, runCosts, journal, signals, situations, actors, archive };
        return {
          path: '/graphql',
          autoSchemaFile: true,
          graphiql: false,
          introspection: true,
          csrfPrevention: true,
          includeStacktraceInErrorResponses: false,
          hideSchemaDetailsFromClientErrors: config.production,
          allowBatchedHttpRequests: false,
          stopOnApplicationShutdown: true,
          fieldResolverEnhancers: ['guards'],
          parseOptions: { maxTokens: LIMITS.tokens },
          validationRules: [requestLimits],
          plugins: [limitsPlugin({ introspectionForAll: !config.production })],
          formatError: formatError(logger),
          context: ({ req }: { req: CalledRequest }): GraphQLContext => ({
            caller: callerOf(req),
            loaders: createLoaders(sources),
          }),
        };
      },
    }),
  ],
})
export class GraphqlModule {}
