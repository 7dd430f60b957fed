import 'reflect-metadata';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { freshStoresConfig } from '../../../../libs/scout/stores/testing/stores-lab.js';
import { createApplication } from '../application.js';
import { parseConfig } from '../config.js';
import { createLogger } from '#scout/process';

const TOKENS = {
  viewer: 'viewer-token-for-tests',
  operator: 'operator-token-for-tests',
  admin: 'admin-token-for-tests',
} as const;
export const SIGN_IN_CODE = 'sign-in-code-for-tests';

export interface Answer<T> {
  readonly status: number;
  readonly data: T | null;
  readonly errors: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions: { readonly code: string };
  }[];
  readonly headers: Headers;
}
export type Who = keyof typeof TOKENS | 'nobody';

/** The API over real HTTP on stores of its own. */
export interface ApiLab {
  readonly url: string;
  readonly app: NestExpressApplication;
  /** Sends one operation as the given role. */
  ask<T = Record<string, unknown>>(
    who: Who,
    query: string,
    variables?: Readonly<Record<string, unknown>>,
  ): Promise<Answer<T>>;
  /** A plain request as the given role. */
  get(who: Who, path: string, headers?: Readonly<Record<string, string>>): Promise<Response>;
  close(): Promise<void>;
}

/** Starts the API. `overrides` replace variables of its environment. It is ready when the promise resolves, unless `waitForStores` is false. */
export async function openApiLab(
  overrides: Readonly<Record<string, string>> = {},
  options: { readonly waitForStores: boolean } = { waitForStores: true },
): Promise<ApiLab> {
  const { config: stores, drop } = await freshStoresConfig();
  const config = parseConfig({
    ...stores,
    SCOUT_MODE: 'structured',
    AUTH_SECRET: 'a-secret-that-is-only-used-in-tests',
    API_TOKEN_VIEWER: TOKENS.viewer,
    API_TOKEN_OPERATOR: TOKENS.operator,
    API_TOKEN_ADMIN: TOKENS.admin,
    SIGN_IN_CODE,
    ...overrides,
  });
  const app = await createApplication(config, createLogger('api', 'silent'));
  await app.listen(0, '127.0.0.1');
  const url = await app.getUrl();
  if (options.waitForStores)
    await until(async () => (await fetch(`${url}/readyz`)).status === 200, 30_000, 'the API is not ready');
  return {
    url,
    app,
    ask: <T>(who: Who, query: string, variables: Readonly<Record<string, unknown>> = {}) =>
      ask<T>(url, who, query, variables),
    get: (who, path, headers = {}) =>
      fetch(new URL(path, url), { headers: { ...headers, ...authorization(who) }, redirect: 'manual' }),
    close: async () => {
      await app.close();
      await drop();
    },
  };
}

/** Resolves when the condition holds; rejects after the deadline. */
export async function until(holds: () => Promise<boolean>, withinMs: number, otherwise: string): Promise<void> {
  const deadline = Date.now() + withinMs;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`${otherwise} after ${String(withinMs)} ms`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function ask<T>(
  url: string,
  who: Who,
  query: string,
  variables: Readonly<Record<string, unknown>>,
): Promise<Answer<T>> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...authorization(who) },
    body: JSON.stringify({ query, variables }),
  });
  const body = (await response.json()) as Partial<Answer<T>>;
  return { status: response.status, data: body.data ?? null, errors: body.errors ?? [], headers: response.headers };
}

function authorization(who: Who): Record<string, string> {
  return who === 'nobody' ? {} : { authorization: `Bearer ${TOKENS[who]}` };
}
