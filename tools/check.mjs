/** `npm run check`: all static checks, each to its end, then a summary. Runs after tools/bootstrap.mjs (Node 24, built). */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './bootstrap/place.mjs';

const bin = (name) => join(root, 'node_modules/.bin', name);

/** Name, what it runs, and what to do when it fails. */
const CHECKS = [
  { name: 'types', run: [bin('tsc'), '--noEmit', '-p', 'tsconfig.json'] },
  { name: 'types of the dashboard', run: [bin('tsc'), '--noEmit', '-p', 'apps/admin/tsconfig.json'] },
  {
    name: 'lint',
    run: [bin('eslint'), '.', '--max-warnings', '0', '--cache', '--cache-location', 'node_modules/.cache/eslint/'],
  },
  { name: 'format', run: [bin('prettier'), '--check', '--log-level', 'warn', '.'], remedy: 'npx prettier --write .' },
  {
    name: 'dependency direction',
    run: [bin('depcruise'), '--config', '.dependency-cruiser.cjs', 'apps', 'libs', 'tools', 'bench', 'e2e'],
  },
  { name: 'dead code', run: [bin('knip')] },
  { name: 'duplicate code', run: [bin('jscpd'), 'apps', 'libs', 'tools', 'bench', 'e2e'] },
  { name: 'lockfile', run: [process.execPath, 'tools/lockfile.mjs', '--check'], remedy: 'node tools/lockfile.mjs' },
  { name: 'paths in documents', run: [process.execPath, 'tools/doc-paths.mjs'] },
  { name: 'GraphQL schema', same: ['apps/api/schema.graphql', ['dist/apps/api/src/print-schema.js']] },
  {
    name: "dashboard's generated types",
    run: [process.execPath, 'apps/admin/codegen.mjs', '--check'],
    remedy: 'node apps/admin/codegen.mjs',
  },
  { name: '.env.example', same: ['.env.example', ['dist/tools/stack/print-env-example.js']] },
];

const wanted = process.argv.slice(2);
const queue = CHECKS.filter(({ name }) => wanted.length === 0 || wanted.some((word) => name.includes(word)));
const failed = [];
let passed = 0;
await Promise.all([worker(), worker()]);
console.log(`\n${passed} passed, ${failed.length} failed${failed.length > 0 ? `: ${failed.join(', ')}` : ''}`);
process.exitCode = failed.length > 0 ? 1 : 0;

/** Two at a time: the slow ones wait for the disk and for each other's cores. */
async function worker() {
  for (let check = queue.shift(); check; check = queue.shift()) {
    const startedAt = Date.now();
    const { ok, output } = check.same ? await compare(check.same) : await run(check.run);
    const seconds = `${((Date.now() - startedAt) / 1000).toFixed(1)} s`;
    if (ok) passed++;
    else failed.push(check.name);
    console.log(`${ok ? 'ok  ' : 'FAIL'}  ${check.name}  ${seconds}`);
    if (!ok) console.log(`${output.trimEnd()}\n${check.remedy ? `To repair: ${check.remedy}\n` : ''}`);
  }
}

/** Whether a committed file is what its generator prints. */
async function compare([file, generator]) {
  const { ok, output } = await run([process.execPath, ...generator], { stdoutOnly: true });
  if (!ok) return { ok, output };
  const committed = existsSync(join(root, file)) ? readFileSync(join(root, file), 'utf8') : '';
  if (committed.trimEnd() === output.trimEnd()) return { ok: true, output: '' };
  return {
    ok: false,
    output: `${file} is out of date.\nTo repair: npm run build && node ${generator.join(' ')} > ${file}`,
  };
}

function run([command, ...args], { stdoutOnly = false } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    const out = [];
    const err = [];
    child.stdout.on('data', (chunk) => out.push(chunk));
    child.stderr.on('data', (chunk) => err.push(chunk));
    child.on('error', (error) => resolve({ ok: false, output: error.message }));
    child.on('close', (code) => {
      const chunks = stdoutOnly && code === 0 ? out : [...out, ...err];
      resolve({ ok: code === 0, output: Buffer.concat(chunks).toString('utf8') });
    });
  });
}
