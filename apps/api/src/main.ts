import 'reflect-metadata';
import { collectDefaultMetrics, Registry } from 'prom-client';
import { createApplication } from './application.js';
import { configFromEnvironment } from './config.js';
import { createLogger } from '#scout/process';

const config = configFromEnvironment();
const logger = createLogger('api', config.logLevel);
const app = await createApplication(config, logger);
collectDefaultMetrics({ prefix: 'scout_api_', register: app.get(Registry) });
await app.listen(config.port, config.host);
logger.info({ url: await app.getUrl() }, 'the API is listening');
