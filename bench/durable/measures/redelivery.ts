/** From kill -9 of the worker to the next start of the step it was in, with the engine's default times. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Json, RunId, Workflow } from '#durable';
import { openHost, tell } from './host.js';

const victimOf = process.argv[2];
const host = openHost({ held: 'held' }, victimOf === undefined ? {} : { prefix: victimOf });
let startedAgainAt: (at: number) => void = () => undefined;
const startedAgain = new Promise<number>((resolve) => (startedAgainAt = resolve));
const held: Workflow = {
  name: 'held',
  queue: 'held',
  concurrency: 1,
  run: (context): Promise<Json> =>
    context.step('hold', async () => {
      if (victimOf === undefined) startedAgainAt(performance.now());
      else {
        process.stdout.write('holding\n');
        await new Promise(() => undefined);
      }
      return null;
    }),
};
if (victimOf === undefined) {
  const victim = spawn(process.execPath, [fileURLToPath(import.meta.url), host.prefix], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const id = `${host.prefix}-held` as RunId;
  await host.client.start({ id, workflow: 'held', input: null });
  await new Promise<void>((resolve) => victim.stdout.once('data', () => resolve()));
  await host.work([held]);
  // A moment in the middle of the lock's life, as a kill in practice would be.
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  victim.kill('SIGKILL');
  const killedAt = performance.now();
  const ended = host.ended(id);
  tell({ msToRedelivery: (await startedAgain) - killedAt });
  await ended;
  await host.close();
} else {
  await host.work([held]);
}
