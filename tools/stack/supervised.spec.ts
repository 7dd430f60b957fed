import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isAlive } from './liveness.js';
import { restartDelayMs, Supervised, type ProcessSpec } from './supervised.js';
import { waitUntil } from './wait-until.js';

const folder = mkdtempSync(join(tmpdir(), 'supervised-'));
const lines: string[] = [];
let running: Supervised[] = [];

function supervise(script: string, overrides: Partial<ProcessSpec> = {}): Supervised {
  const logFile = join(folder, `${Math.random()}.log`);
  const process_ = new Supervised(
    {
      role: 'worker',
      command: process.execPath,
      args: ['-e', script],
      env: { PATH: process.env.PATH },
      logFile,
      ready: () => Promise.resolve(readFileSync(logFile, 'utf8').includes('up')),
      readyWithinMs: 10_000,
      ...overrides,
    },
    () => undefined,
    (line) => lines.push(line),
  );
  running.push(process_);
  return process_;
}

afterEach(async () => {
  await Promise.all(running.map((one) => one.stop()));
  running = [];
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const STAYS = `console.log('up'); setInterval(() => {}, 1000)`;

test('a process that is killed is running again within two seconds', async () => {
  const one = supervise(STAYS);
  await one.start();
  const first = one.pid;
  process.kill(first!, 'SIGKILL');
  await waitUntil('a new process', () => Promise.resolve(one.pid !== undefined && one.pid !== first), {
    withinMs: 2_000,
    everyMs: 20,
  });
  expect(isAlive(one.pid!)).toBe(true);
});

test('a process that dies while starting is reported with the end of its log', async () => {
  const one = supervise(`console.error('no such database: scout'); process.exit(3)`);
  await expect(one.start()).rejects.toThrow(/ended with code 3 while starting[^]*no such database: scout/);
});

test('a process that never answers is reported with what it was waited for', async () => {
  const one = supervise(`setInterval(() => {}, 1000)`, { readyWithinMs: 300 });
  await expect(one.start()).rejects.toThrow(/worker answering did not happen within 0.3 s/);
});

test('stopping ends a process that ignores the request, and it is not started again', async () => {
  const one = supervise(`process.on('SIGTERM', () => {}); ${STAYS}`, { stopWithinMs: 200 });
  await one.start();
  const pid = one.pid!;
  await one.stop();
  expect(isAlive(pid)).toBe(false);
  expect(one.pid).toBeUndefined();
});

test('what a stopped process had started itself is ended with it', async () => {
  const one = supervise(
    `const c = require('node:child_process').spawn('sleep', ['600']); console.log('up child=' + c.pid); setInterval(() => {}, 1000)`,
  );
  await one.start();
  const child = Number(/child=(\d+)/.exec(readFileSync(one.spec.logFile, 'utf8'))?.[1]);
  expect(isAlive(child)).toBe(true);
  await one.stop();
  await waitUntil('the end of the child', () => Promise.resolve(!isAlive(child)), { withinMs: 2_000 });
});

test('the wait before a new start doubles while the process keeps dying young, up to ten seconds', () => {
  expect([1, 2, 3, 4, 7, 20].map(restartDelayMs)).toEqual([250, 500, 1_000, 2_000, 10_000, 10_000]);
});
