import { parseConfig } from './config.js';

const enough = {
  DATABASE_URL: 'postgres://u:p@127.0.0.1:5432/scout',
  REDIS_URL: 'redis://127.0.0.1:6379',
  NEO4J_URI: 'bolt://127.0.0.1:7687',
  NEO4J_PASSWORD: 'neo4j-password',
  AUTH_SECRET: 'a-secret-that-is-only-used-in-tests',
};

describe("the API's configuration", () => {
  it('needs only stores and a secret', () => {
    expect(parseConfig(enough)).toMatchObject({
      host: '127.0.0.1',
      port: 4000,
      production: false,
      budgetDailyMicroUsd: 5_000_000,
    });
  });
  it('lists every problem at once, by variable, without any value', () => {
    const bad = {
      ...enough,
      AUTH_SECRET: 'too-short',
      REDIS_URL: 'http://secret-host',
      API_PORT: 'x',
      DATABASE_URL: '',
    };
    const parse = () => parseConfig(bad);
    for (const name of ['AUTH_SECRET', 'REDIS_URL', 'API_PORT', 'DATABASE_URL: is missing'])
      expect(parse).toThrow(name);
    expect(parse).not.toThrow(/too-short/);
    expect(parse).not.toThrow(/secret-host/);
  });
  it('refuses one token for two roles', () => {
    const token = 'the-same-token-twice';
    expect(() => parseConfig({ ...enough, API_TOKEN_VIEWER: token, API_TOKEN_ADMIN: token })).toThrow(/must differ/);
  });
  it('takes an empty variable for a missing one', () => {
    expect(parseConfig({ ...enough, SIGN_IN_CODE: '', API_PORT: '' }).signInCode).toBeUndefined();
  });
});
