import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { collectDefaultMetrics, Registry } from 'prom-client';
import { createLogger, frameworkLogger } from '#scout/process';
import { configFromEnvironment } from './config.js';
import { WorkerModule } from './worker.module.js';

const config = configFromEnvironment();
const logger = createLogger('worker', config.logLevel);
const app = await NestFactory.create(WorkerModule.with(config, logger), {
  logger: frameworkLogger(logger),
  forceCloseConnections: true,
});
collectDefaultMetrics({ prefix: 'scout_worker_', register: app.get(Registry) });
app.enableShutdownHooks();
await app.listen(config.port, config.host);
logger.info({ url: await app.getUrl() }, 'the worker is up');
