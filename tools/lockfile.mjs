/**
 * Completes package-lock.json with the optional packages of other platforms (`--check` only says what is missing).
 * npm leaves those out where its registry does not carry them, and `npm ci` then refuses the file everywhere.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './bootstrap/place.mjs';

const OS = {
  linux: 'linux',
  darwin: 'darwin',
  win32: 'win32',
  windows: 'win32',
  freebsd: 'freebsd',
  openbsd: 'openbsd',
  android: 'android',
  openharmony: 'openharmony',
};
const CPU = ['x64', 'arm64', 'arm', 'ia32', 'ppc64', 's390x', 'riscv64', 'loong64', 'wasm32'];

const file = join(root, 'package-lock.json');
const lock = JSON.parse(readFileSync(file, 'utf8'));
const missing = Object.entries(lock.packages).flatMap(([place, { optionalDependencies = {}, dev }]) =>
  Object.entries(optionalDependencies)
    .filter(([name]) => !isThere(place, name))
    .map(([name, version]) => ({ name, version, dev })),
);

if (missing.length === 0) process.exit(0);
if (process.argv.includes('--check')) {
  console.error(`package-lock.json lacks ${missing.map(({ name }) => name).join(', ')}`);
  process.exit(1);
}
for (const { name, version, dev } of missing) {
  if (!/^\d[\w.+-]*$/.test(version))
    throw new Error(`${name} is wanted as ${version}: only exact versions can be completed`);
  const place = `node_modules/${name}`;
  const before = lock.packages[place];
  if (before)
    throw new Error(`${name} is wanted in two versions, ${before.version} and ${version}: complete it by hand`);
  lock.packages[place] = { version, ...platformOf(name), ...(dev ? { dev } : {}), optional: true };
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, 'en')));
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`package-lock.json: ${missing.length} packages of other platforms added`);

/** Looks where Node would look: beside the package that wants it, then in each folder above. */
function isThere(place, name) {
  for (let at = place; ; at = at.slice(0, Math.max(0, at.lastIndexOf('node_modules/') - 1))) {
    if (lock.packages[at === '' ? `node_modules/${name}` : `${at}/node_modules/${name}`]) return true;
    if (at === '') return false;
  }
}

/** Platform packages are named after their platform; npm reads it from `os` and `cpu` and passes the others over. */
function platformOf(name) {
  const words = name.split(/[-/]/);
  const os = Object.keys(OS).find((word) => words.includes(word));
  const cpu = CPU.find((word) => words.includes(word));
  return { ...(cpu ? { cpu: [cpu] } : {}), ...(os ? { os: [OS[os]] } : {}) };
}
