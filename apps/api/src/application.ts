import { ValidationPipe, type ValidationError } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { DurableClient } from '#durable';
import { AppModule } from './app.module.js';
import { ApiTokens } from './auth/api-tokens.js';
import { authenticate } from './auth/authenticate.js';
import { Sessions } from './auth/sessions.js';
import type { ApiConfig } from './config.js';
import { graphiqlPage } from './graphiql/graphiql-page.js';
import { ApiError } from './graphql/api-error.js';
import { HttpErrors } from './http-errors.js';
import { LIMITS } from './limits/request-shape.js';
import { frameworkLogger, type AppLogger } from '#scout/process';
import { QUEUES_PATH, queueBoard } from './queues/queue-board.js';
import { traceRequests } from './tracing/trace-requests.js';

/** The application, ready to listen. Stores may be down: it answers with 503 until they are back. */
export async function createApplication(config: ApiConfig, logger: AppLogger): Promise<NestExpressApplication> {
  const app = await NestFactory.create<NestExpressApplication>(AppModule.with(config, logger), {
    logger: frameworkLogger(logger),
    bodyParser: false,
    forceCloseConnections: true,
  });
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  // The dashboard and a TLS proxy on this machine say whom they speak for; nobody else is believed.
  app.set('trust proxy', 'loopback');
  app.use(authenticate(app.get(ApiTokens), app.get(Sessions)));
  app.use('/graphql', traceRequests, ...graphiqlPage());
  app.use(QUEUES_PATH, ...queueBoard(app.get(DurableClient), { readOnly: config.production }));
  app.useBodyParser('json', { limit: LIMITS.bytes });
  app.useGlobalPipes(new ValidationPipe({ transform: true, exceptionFactory: invalidInput }));
  app.useGlobalFilters(new HttpErrors(logger));
  app.enableShutdownHooks();
  return app;
}

function invalidInput(problems: readonly ValidationError[]): ApiError {
  const texts = problems.flatMap((problem) => messagesOf(problem));
  return new ApiError('BAD_USER_INPUT', texts.join('; ') || 'The input is not valid.');
}

function messagesOf(problem: ValidationError): string[] {
  return [...Object.values(problem.constraints ?? {}), ...(problem.children ?? []).flatMap(messagesOf)];
}
