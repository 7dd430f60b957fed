import { spawn, type ChildProcess } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { Lab } from './durable-lab.js';
import type { EffectsSettings } from './effects-worker.js';

/** Real worker processes of a lab, to be killed and frozen; each step of theirs leaves a line when its body starts and another when it ends. */
export class WorkerProcesses {
  private readonly alive = new Set<ChildProcess>();

  private constructor(
    private readonly lab: Lab,
    private readonly folder: string,
  ) {}

  static async prepare(lab: Lab): Promise<WorkerProcesses> {
    // Inside node_modules, so that the bundle finds its packages; a fresh installation has no cache there yet.
    const cache = join(process.cwd(), 'node_modules', '.cache');
    await mkdir(cache, { recursive: true });
    const folder = await mkdtemp(join(cache, 'durable-workers-'));
    await build({
      entryPoints: ['libs/durable/testing/effects-worker.ts'],
      outfile: join(folder, 'worker.mjs'),
      bundle: true,
      platform: 'node',
      format: 'esm',
      packages: 'external',
    });
    await writeFile(join(folder, 'effects.log'), '');
    return new WorkerProcesses(lab, folder);
  }

  /** Starts a worker of runs with this many steps, whose bodies take a while, and a pause between any two of them. */
  start({ steps, betweenMs = 0, bodyMs = 25 }: { steps: number; betweenMs?: number; bodyMs?: number }): ChildProcess {
    const { pool, redisUrl, prefix } = this.lab;
    const settings: EffectsSettings = {
      url: pool.options.connectionString ?? '',
      redisUrl,
      prefix,
      log: join(this.folder, 'effects.log'),
      steps,
      betweenMs,
      bodyMs,
    };
    const child = spawn(process.execPath, [join(this.folder, 'worker.mjs'), JSON.stringify(settings)], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    this.alive.add(child);
    child.once('exit', () => this.alive.delete(child));
    return child;
  }

  /** Everything said so far: `what run key pid`. */
  async lines(): Promise<string[]> {
    return (await readFile(join(this.folder, 'effects.log'), 'utf8')).split('\n').filter(Boolean);
  }

  async stop(): Promise<void> {
    for (const child of this.alive) child.kill('SIGKILL');
    await rm(this.folder, { recursive: true });
  }
}
