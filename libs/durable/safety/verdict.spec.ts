import { dangers, SCHEMA_REVISION, type StoreFacts } from './verdict.js';

const safe: StoreFacts = {
  redisVersion: '7.0.15',
  maxmemoryPolicy: 'noeviction',
  appendonly: 'yes',
  synchronousCommit: 'on',
  fsync: 'on',
  postgresVersion: 180_000,
  schemaRevision: SCHEMA_REVISION,
};

describe('dangers', () => {
  it('finds none in safe stores, nor where the server does not let us ask', () => {
    expect(dangers(safe)).toEqual([]);
    expect(dangers({ ...safe, maxmemoryPolicy: null, appendonly: null })).toEqual([]);
  });
  it.each([
    [{ redisVersion: '6.0.16' }, /6\.2/],
    [{ maxmemoryPolicy: 'allkeys-lru' }, /CONFIG SET maxmemory-policy noeviction/],
    [{ appendonly: 'no' }, /CONFIG SET appendonly yes/],
    [{ synchronousCommit: 'off' }, /synchronous_commit = on/],
    [{ fsync: 'off' }, /fsync = on/],
    [{ postgresVersion: 150_004 }, /Postgres 16/],
    [{ schemaRevision: 0 }, /migrations/],
    [{ schemaRevision: SCHEMA_REVISION + 1 }, /version of the program/],
  ])('names the command for %p', (unsafe, fix) => {
    expect(dangers({ ...safe, ...unsafe }).map((danger) => danger.fix)).toEqual([expect.stringMatching(fix)]);
  });
});
