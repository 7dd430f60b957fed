import { z } from 'zod';
import { budgetConfigSchema } from '#scout/budget';
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

/** Injection token of the configuration. */
export const API_CONFIG = Symbol('API_CONFIG');

const port = z.coerce.number().int().min(0).max(65_535);
const token = (role: string) =>
  z
    .string()
    .min(16, 'must have at least 16 characters')
    .optional()
    .describe(`API token of the role ${role}`)
    .meta({ secret: true });

const ownSchema = z.object({
  API_HOST: z.string().min(1).default('127.0.0.1').describe('Address to listen on'),
  API_PORT: port.default(4000).describe('Port to listen on'),
  ADMIN_URL: z
    .url({ protocol: /^https?$/ })
    .default('http://127.0.0.1:4001')
    .describe('Where the dashboard is; sign-in links point there'),
  AUTH_SECRET: z
    .string()
    .min(32, 'must have at least 32 random characters')
    .describe('Signs session cookies')
    .meta({ secret: true }),
  API_TOKEN_VIEWER: token('viewer'),
  API_TOKEN_OPERATOR: token('operator'),
  API_TOKEN_ADMIN: token('admin'),
  SIGN_IN_CODE: z
    .string()
    .min(16, 'must have at least 16 characters')
    .optional()
    .describe('One-time code of the first sign-in link')
    .meta({ secret: true }),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
    .default('info')
    .describe('How much is logged'),
  NODE_ENV: z
    .enum(['development', 'production', 'test'])
    .default('development')
    .describe('production: Bull Board is read-only, introspection for operators only'),
});

/** Every variable the API reads. */
export const apiConfigSchema = z.object({
  ...ownSchema.shape,
  ...storesConfigSchema.shape,
  ...budgetConfigSchema.shape,
  ...clockConfigSchema.shape,
  ...tracingConfigSchema.shape,
  ...providersConfigSchema.shape,
});

export interface ApiConfig {
  readonly host: string;
  readonly port: number;
  readonly adminUrl: string;
  readonly authSecret: string;
  readonly tokens: { readonly viewer?: string; readonly operator?: string; readonly admin?: string };
  readonly signInCode: string | undefined;
  readonly logLevel: string;
  readonly production: boolean;
  readonly stores: StoresConfig;
  readonly providers: ProvidersConfig;
  readonly tracing: TracingConfig;
  readonly budgetDailyMicroUsd: number;
  /** The time that runs count as "now". */
  readonly clock: () => Date;
}

/** The configuration of an environment. Throws one error that lists every problem by variable, without the values. */
export function parseConfig(env: Environment): ApiConfig {
  const data = parseEnvironment('the API', apiConfigSchema, env, sameTokens);
  return {
    host: data.API_HOST,
    port: data.API_PORT,
    adminUrl: data.ADMIN_URL,
    authSecret: data.AUTH_SECRET,
    tokens: { viewer: data.API_TOKEN_VIEWER, operator: data.API_TOKEN_OPERATOR, admin: data.API_TOKEN_ADMIN },
    signInCode: data.SIGN_IN_CODE,
    logLevel: data.LOG_LEVEL,
    production: data.NODE_ENV === 'production',
    stores: data,
    providers: data,
    tracing: data,
    budgetDailyMicroUsd: data.BUDGET_DAILY_MICRO_USD,
    clock: clockOf(data),
  };
}

/** Two roles with one token would make the lower one the higher. */
function sameTokens(data: z.output<typeof ownSchema>): string[] {
  const given = [data.API_TOKEN_VIEWER, data.API_TOKEN_OPERATOR, data.API_TOKEN_ADMIN].filter(
    (value) => value !== undefined,
  );
  return new Set(given).size === given.length
    ? []
    : ['API_TOKEN_VIEWER, API_TOKEN_OPERATOR, API_TOKEN_ADMIN: must differ from each other'];
}

/** The process's environment, read here and nowhere else. */
export function configFromEnvironment(): ApiConfig {
  return parseConfig(process.env);
}
