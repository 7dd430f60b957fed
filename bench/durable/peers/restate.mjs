/** Restate: its server as a child process on loopback, the service in this one, the same workload through its ingress. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as restate from '@restatedev/restate-sdk';
import { connect } from '@restatedev/restate-sdk-clients';
import { report } from './report.mjs';

const [steps, inFlight, warmUpMs, measuredMs] = process.argv.slice(2).map(Number);
const freePort = () =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
const [ingress, admin, node, service] = [await freePort(), await freePort(), await freePort(), await freePort()];
const folder = mkdtempSync(join(tmpdir(), 'restate-bench-'));
writeFileSync(
  join(folder, 'restate.toml'),
  `base-dir = "${folder}/data"
disable-telemetry = true
bind-address = "127.0.0.1:${node}"
advertised-address = "http://127.0.0.1:${node}"
log-filter = "error"
[ingress]
bind-address = "127.0.0.1:${ingress}"
[admin]
bind-address = "127.0.0.1:${admin}"
`,
);
// The server itself, not the package's command: that one is a script which would leave the server behind.
const binary = `node_modules/@restatedev/restate-server-${process.platform}-${process.arch}/bin/restate-server`;
const server = spawn(binary, ['--config-file', join(folder, 'restate.toml')], { stdio: 'ignore' });
const bench = restate.service({
  name: 'bench',
  handlers: {
    run: async (ctx) => {
      for (let step = 0; step < steps; step += 1) await ctx.run(`step ${step}`, () => ({ n: 1 }));
    },
  },
});

try {
  await restate.serve({ services: [bench], port: service });
  const until = Date.now() + 30_000;
  for (;;) {
    const registered = await fetch(`http://127.0.0.1:${admin}/deployments`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ uri: `http://127.0.0.1:${service}` }),
    }).catch(() => undefined);
    if (registered?.ok) break;
    if (Date.now() > until) throw new Error(`Restate did not start: ${registered?.status} ${await registered?.text()}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  const client = connect({ url: `http://127.0.0.1:${ingress}` }).serviceClient(bench);
  await report({ inFlight, warmUpMs, measuredMs }, async () => {
    await client.run();
  });
} finally {
  server.kill('SIGKILL');
  await new Promise((resolve) => server.once('exit', resolve));
  rmSync(folder, { recursive: true, force: true });
}
process.exit(0);
