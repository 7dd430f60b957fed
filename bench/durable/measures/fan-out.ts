/** Children of one run, as many as the command line says: how fast, and how much memory the process takes for them. */
import type { Json, RunId, Workflow } from '#durable';
import { openHost, tell } from './host.js';

const CHILDREN = Number(process.argv[2]);
const host = openHost({ parent: 'parent', child: 'child' });
const child: Workflow = {
  name: 'child',
  queue: 'child',
  concurrency: 50,
  run: (context) => context.step('work', () => Promise.resolve(1)),
};
let completed = 0;
const parent: Workflow = {
  name: 'parent',
  queue: 'parent',
  concurrency: 1,
  async run(context): Promise<Json> {
    const specs = Array.from({ length: CHILDREN }, (_, n) => ({ name: `n${String(n)}`, workflow: 'child', input: n }));
    const outcomes = await context.children('all', specs);
    return (completed = outcomes.filter(({ status }) => status === 'completed').length);
  },
};
await host.work([parent, child]);
const id = `${host.prefix}-parent` as RunId;
const ended = host.ended(id);
const rss = (): number => process.memoryUsage().rss / 1_048_576;
const before = rss();
let most = before;
const watch = setInterval(() => (most = Math.max(most, rss())), 100);
const startedAt = performance.now();
await host.client.start({ id, workflow: 'parent', input: null });
await ended;
clearInterval(watch);
const elapsedMs = performance.now() - startedAt;
tell({
  children: CHILDREN,
  completed,
  childrenPerSecond: (CHILDREN / elapsedMs) * 1_000,
  memoryMbBefore: before,
  memoryMbMost: most,
});
await host.close();
