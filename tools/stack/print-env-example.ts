import { apiConfigSchema } from '../../apps/api/src/config.js';
import { workerConfigSchema } from '../../apps/worker/src/config.js';
import { envExample } from './env-example.js';

process.stdout.write(envExample([apiConfigSchema, workerConfigSchema]));
