import { parseConfig } from './config.js';

const enough = {
  DATABASE_URL: 'postgres://u:p@127.0.0.1:5432/scout',
  REDIS_URL: 'redis://127.0.0.1:6379',
  NEO4J_URI: 'bolt://127.0.0.1:7687',
  NEO4J_PASSWORD: 'neo4j-password',
};

describe("a worker's configuration", () => {
  it('needs only stores', () => {
    expect(parseConfig(enough)).toMatchObject({ port: 0, drainMs: 10_000, retentionMs: 365 * 86_400_000 });
  });
  it('can keep runs for ever', () => {
    expect(parseConfig({ ...enough, RUN_RETENTION_DAYS: '0' }).retentionMs).toBeUndefined();
  });
  it('lists every problem at once', () => {
    const parse = () => parseConfig({ ...enough, WORKER_PORT: '-1', NEO4J_URI: 'nonsense', SCOUT_NOW: 'yesterday' });
    for (const name of ['WORKER_PORT', 'NEO4J_URI', 'SCOUT_NOW']) expect(parse).toThrow(name);
  });
  it('can be set to another day, from which time passes', () => {
    const { clock } = parseConfig({ ...enough, SCOUT_NOW: '2020-01-06T12:00:00Z' });
    const elapsedMs = clock().getTime() - Date.parse('2020-01-06T12:00:00Z');
    expect(elapsedMs).toBeGreaterThanOrEqual(0);
    expect(elapsedMs).toBeLessThan(60_000);
  });
});
