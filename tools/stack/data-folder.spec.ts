import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { claimDataFolder } from './data-folder.js';
import { isAlive, startTicks } from './liveness.js';
import { stackFilePath, writeStackFile, type StackFile } from './stack-file.js';
import { waitUntil } from './wait-until.js';

let base: string;
let data: string;
let said: string[];
const options = (fresh = false): { fresh: boolean; say: (line: string) => void } => ({
  fresh,
  say: (line) => said.push(line),
});
const DEAD_PID = 4_194_304;

beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'data-folder-'));
  data = join(base, 'data');
  said = [];
});
afterEach(() => rmSync(base, { recursive: true, force: true }));

function deadInstance(processes: StackFile['processes']): void {
  mkdirSync(data, { recursive: true });
  writeStackFile(data, { urls: {}, supervisor: { pid: DEAD_PID }, processes } as unknown as StackFile);
}

test('a second instance on the same folder is told who has it', () => {
  const giveBack = claimDataFolder(data, options());
  expect(() => claimDataFolder(data, options())).toThrow(/in use by a running instance \(process \d+.*--data OTHER/);
  giveBack();
  claimDataFolder(data, options())();
});

test('the lock of a dead instance does not keep the next one out', () => {
  mkdirSync(data);
  writeFileSync(join(data, 'instance.lock'), `${DEAD_PID} 1`);
  claimDataFolder(data, options())();
});

test('a process that merely has the number of a dead instance does not count as that instance', () => {
  mkdirSync(data);
  writeFileSync(join(data, 'instance.lock'), `${process.pid} 1`);
  claimDataFolder(data, options())();
});

test('the stack.json of a dead instance is removed with a line, and what it left running is ended', async () => {
  const left = spawn('sleep', ['600'], { stdio: 'ignore' });
  deadInstance([{ role: 'worker', pid: left.pid!, startTicks: startTicks(left.pid!) }]);
  claimDataFolder(data, options())();
  expect(said.join()).toMatch(/ended without stopping.*ending 1 process/);
  expect(existsSync(stackFilePath(data))).toBe(false);
  await waitUntil('the end of the process', () => Promise.resolve(!isAlive(left.pid!)), { withinMs: 2_000 });
});

test('a stranger that got the number of a dead worker is left alone', () => {
  deadInstance([{ role: 'worker', pid: process.pid, startTicks: 1 }]);
  claimDataFolder(data, options())();
  expect(isAlive(process.pid)).toBe(true);
});

test('--fresh empties a folder of ours and refuses any other', () => {
  mkdirSync(data);
  writeFileSync(join(data, 'thesis.txt'), 'years of work');
  expect(() => claimDataFolder(data, options(true))).toThrow(/does not look like a data folder/);
  writeFileSync(join(data, 'secrets.json'), '{}');
  claimDataFolder(data, options(true))();
  expect(existsSync(join(data, 'thesis.txt'))).toBe(false);
});

test('a file in place of the folder is named', () => {
  writeFileSync(data, '');
  expect(() => claimDataFolder(data, options())).toThrow(/is a file, not a folder/);
});
