/**
 * The door of every npm script: makes sure of what it needs, then runs it on the Node of the lockfile. Runs on any
 * Node >= 20, before `npm install`, so it may import nothing but Node itself and its neighbours here.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { build } from './bootstrap/build.mjs';
import { installDependencies } from './bootstrap/dependencies.mjs';
import { installPackages } from './bootstrap/packages.mjs';
import { root, say } from './bootstrap/place.mjs';
import { whileAlone } from './bootstrap/lock.mjs';

const STORES = ['redis-server', 'java', 'mvn'];

/** What each script needs, and what it runs. */
const SCRIPTS = {
  start: { packages: STORES, admin: true, main: 'dist/tools/stack/main.js' },
  test: { packages: [...STORES, 'chromium'], admin: true, main: 'dist/tools/stack/test-main.js' },
  chaos: { packages: STORES, admin: false, main: 'dist/tools/chaos/main.js' },
  bench: { packages: STORES, admin: false, main: 'dist/bench/main.js' },
  eval: { packages: STORES, admin: false, main: 'dist/tools/eval/main.js' },
  scout: { packages: [], admin: false, main: 'dist/apps/cli/src/main.js' },
  check: { packages: [], admin: false, main: 'tools/check.mjs' },
  build: { packages: [], admin: true, main: undefined },
};

const parent = process.ppid;
const [name = '', ...args] = process.argv.slice(2);
const script = SCRIPTS[name];
if (!script) fail(`Unknown script "${name}": ${Object.keys(SCRIPTS).join(', ')}.`);

try {
  const packages = [...script.packages];
  // A replay runs the whole pipeline, the other commands only speak to a running API.
  if (name === 'scout' && args.includes('replay')) packages.push(...STORES);
  const admin = script.admin && !args.includes('--no-admin');
  await whileAlone(() => {
    installPackages(packages);
    installDependencies();
    build({ admin });
  });
} catch (error) {
  fail(error.message);
}
if (script.main) run(script.main);

/** Runs the program in place of this one: same terminal, same signals, same exit code. */
function run(main) {
  if (!existsSync(join(root, main))) fail(`${main} does not exist in this version.`);
  const node = join(root, 'node_modules/.bin/node');
  const path = `${join(root, 'node_modules/.bin')}:${process.env.PATH}`;
  // On Linux the kernel ends the program with us, even when we are killed.
  const bound = existsSync('/usr/bin/setpriv') ? ['/usr/bin/setpriv', '--pdeathsig', 'TERM', '--'] : [];
  const [command, ...line] = [...bound, node, '--enable-source-maps', main, ...args];
  const child = spawn(command, line, { cwd: root, stdio: 'inherit', env: { ...process.env, PATH: path } });
  // npm dies of SIGTERM without passing it on: when it is gone, so must be what it started.
  setInterval(() => {
    if (process.env.npm_lifecycle_event && process.ppid !== parent) child.kill('SIGTERM');
  }, 500);
  // At a terminal Ctrl-C reaches the child by itself; asked twice it must not stop harder, so it is not passed on there.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    });
  }
  child.on('error', (error) => fail(error.message));
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));
}

function fail(message) {
  say(message);
  process.exit(1);
}
