import { appEnvironment, type EnvironmentParts } from './environment.js';

const parts: EnvironmentParts = {
  mode: 'town',
  stores: { postgres: 'postgres://p', redis: 'redis://r', neo4j: 'bolt://n', neo4jUser: 'neo4j', neo4jPassword: 'np' },
  secrets: {
    postgresPassword: 'a',
    redisPassword: 'b',
    neo4jPassword: 'np',
    authSecret: 's',
    tokens: { viewer: 'v', operator: 'o', admin: 'ad' },
  },
  apiPort: 4000,
  adminUrl: 'http://127.0.0.1:4001',
  signInCode: 'code',
  townPort: 4005,
  outer: {
    PATH: '/bin',
    ANTHROPIC_API_KEY: 'real',
    SERPER_API_KEY: 'real',
    AWS_SECRET: 'x',
    DATABASE_URL: 'elsewhere',
  },
};

test('in town mode every provider is the town and no key of the outside is passed on', () => {
  const env = appEnvironment(parts);
  expect(env).toMatchObject({
    SCOUT_MODE: 'town',
    ANTHROPIC_API_KEY: 'town',
    ANTHROPIC_BASE_URL: 'http://127.0.0.1:4005/anthropic',
    WEB_GATEWAY_URL: 'http://127.0.0.1:4005/web',
    WEB_GATEWAY_CONNECT: '127.0.0.1:4005',
    DATABASE_URL: 'postgres://p',
  });
  expect(JSON.stringify(env)).not.toContain('real');
});

test('in structured mode no provider has a key', () => {
  expect(
    Object.keys(appEnvironment({ ...parts, mode: 'structured' })).filter((name) => /_API_KEY$|_TOKEN$/.test(name)),
  ).toEqual([]);
});

test('in live mode the keys come from outside', () => {
  expect(appEnvironment({ ...parts, mode: 'live' })).toMatchObject({
    ANTHROPIC_API_KEY: 'real',
    SERPER_API_KEY: 'real',
  });
});

test('what the system does not know is not passed on', () => {
  expect(appEnvironment({ ...parts, mode: 'live' })).not.toHaveProperty('AWS_SECRET');
});

test('town mode without a town is refused', () => {
  expect(() => appEnvironment({ ...parts, townPort: undefined })).toThrow(/port of the town/);
});
