import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo';
import { Module } from '@nestjs/common';
import { GraphQLModule } from '@nestjs/graphql';
import type { AppLogger } from '#scout/process';
import { callerOf, type CalledRequest } from '../auth/caller.js';
import { API_CONFIG, type ApiConfig } from '../config.js';
import { limitsPlugin } from '../limits/limits.plugin.js';
import { LIMITS } from '../limits/request-shape.js';
import { requestLimits } from '../limits/validation-rule.js';
import { LOGGER } from '../stores/tokens.js';
import type { GraphQLContext } from './context.js';
import { formatError } from './format-error.js';
import { LoaderSources, createLoaders } from './loaders.js';

/** What the loaders of every request read from. */
@Module({ providers: [LoaderSources], exports: [LoaderSources] })
class LoadersModule {}

/** The GraphQL endpoint: code first, limited, with a context made anew for every request. */
@Module({
  imports: [
    GraphQLModule.forRootAsync<ApolloDriverConfig>({
      driver: ApolloDriver,
      imports: [LoadersModule],
      inject: [API_CONFIG, LOGGER, LoaderSources],
      useFactory: (config: ApiConfig, logger: AppLogger, sources: LoaderSources): ApolloDriverConfig => ({
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
      }),
    }),
  ],
})
export class GraphqlModule {}
