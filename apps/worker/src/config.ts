import { z } from 'zod';
import { budgetConfigSchema } from '#scout/budget';
import { notificationsConfigSchema } from '#scout/notifications';
import {
  clockConfigSchema,
  clockOf,
  parseEnvironment,
  tracingConfigSchema,
  type Environment,
  type TracingConfig,
} from '#scout/process';
import { providersConfigSchema, type ProvidersConfig } from '#scout/providers';
import { storesConfigSchema, type StoresConfig } from '#scout/stores';

const DAY_MS = 86_400_000;

const ownSchema = z.object({
  WORKER_HOST: z
    .string()
    .min(1)
    .default('127.0.0.1')
    .describe('Address of the health and metrics endpoints of a worker'),
  WORKER_PORT: z.coerce.number().int().min(0).max(65_535).default(0).describe('Port of them; 0: any free one'),
  WORKER_DRAIN_MS: z.coerce
    .number()
    .int()
    .min(0)
    .max(600_000)
    .default(10_000)
    .describe(
      'How long steps in flight may finish when a worker is stopped; what is left is taken over by another worker',
    ),
  CURATED_SOURCES_FILE: z
    .string()
    .min(1)
    .optional()
    .describe('JSON file of sources an operator chose: { "austin-tx": [{ "url": "https://…", "name": "…" }] }'),
  RUN_RETENTION_DAYS: z.coerce
    .number()
    .int()
    .min(0)
    .max(36_500)
    .default(365)
    .describe('Days after which a run that ended is deleted with its steps and events; 0: never. What it found stays'),
  CODE_VERSION: z.string().min(1).default('0.1.0').describe('Recorded with every run that this code works on'),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
    .default('info')
    .describe('How much is logged'),
});

/** Every variable a worker reads. */
export const workerConfigSchema = z.object({
  ...ownSchema.shape,
  ...storesConfigSchema.shape,
  ...budgetConfigSchema.shape,
  ...notificationsConfigSchema.shape,
  ...clockConfigSchema.shape,
  ...tracingConfigSchema.shape,
  ...providersConfigSchema.shape,
});

export interface WorkerConfig {
  readonly host: string;
  readonly port: number;
  readonly drainMs: number;
  readonly curatedSourcesFile: string | undefined;
  /** How long runs that ended are kept; undefined: for ever. */
  readonly retentionMs: number | undefined;
  readonly codeVersion: string;
  readonly logLevel: string;
  readonly stores: StoresConfig;
  readonly providers: ProvidersConfig;
  readonly tracing: TracingConfig;
  readonly budgetDailyMicroUsd: number;
  /** Address of the webhook that is told of new findings. */
  readonly notifyWebhookUrl: string | undefined;
  /** The time that runs count as "now". */
  readonly clock: () => Date;
}

/** The configuration of an environment. Throws one error that lists every problem by variable, without the values. */
export function parseConfig(env: Environment): WorkerConfig {
  const data = parseEnvironment('the worker', workerConfigSchema, env);
  return {
    host: data.WORKER_HOST,
    port: data.WORKER_PORT,
    drainMs: data.WORKER_DRAIN_MS,
    curatedSourcesFile: data.CURATED_SOURCES_FILE,
    retentionMs: data.RUN_RETENTION_DAYS === 0 ? undefined : data.RUN_RETENTION_DAYS * DAY_MS,
    codeVersion: data.CODE_VERSION,
    logLevel: data.LOG_LEVEL,
    stores: data,
    providers: data,
    tracing: data,
    budgetDailyMicroUsd: data.BUDGET_DAILY_MICRO_USD,
    notifyWebhookUrl: data.NOTIFY_WEBHOOK_URL,
    clock: clockOf(data),
  };
}

/** The process's environment, read here and nowhere else. */
export function configFromEnvironment(): WorkerConfig {
  return parseConfig(process.env);
}
