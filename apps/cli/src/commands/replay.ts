import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pagesOf, readManifest, type CorpusPage } from '../../../../tools/corpus/manifest.js';
import { serveCorpus } from '../../../../tools/corpus/server.js';
import { startStack } from '../../../../tools/stack/start-stack.js';
import { Api } from '../client/api.js';
import { RUN_SCOUT, type RunWithChildren, RUN_BY_ID, type ScoutResult } from '../client/operations.js';
import { pause } from '../client/events.js';
import { CommandError, EXIT, type ExitCode } from '../output/exit-codes.js';
import type { Printer } from '../output/printer.js';
import { exportedSignal, signalsOf } from './export.js';

const ENDED = new Set(['COMPLETED', 'FAILED', 'CANCELLED', 'NEEDS_ATTENTION']);
const POLL_MS = 300;
const PORT_BASE = 4_400;

/**
 * `scout replay DIR --region SLUG [--at ISO]`: serves the captured pages as the web, starts a system of its own on a
 * temporary folder, scouts the region with the whole pipeline, prints what was stored, and leaves nothing behind.
 */
export async function replay(
  printer: Printer,
  dir: string,
  options: { region: string; at?: string; keys: boolean; cwd: string },
): Promise<ExitCode> {
  const folder = resolve(options.cwd, dir);
  const at = options.at === undefined ? null : parseTime(options.at);
  const pages = await capturesOf(folder, options.region);
  const stopping = new AbortController();
  const interrupt = (): void => {
    stopping.abort(new CommandError('Interrupted.', EXIT.interrupted));
  };
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
  const data = await mkdtemp(join(tmpdir(), 'scout-replay-'));
  const corpus = await serveCorpus(folder, pages, { memento: at === null });
  try {
    const curated = join(data, 'curated.json');
    await writeFile(curated, JSON.stringify({ [options.region]: pages.map(({ url }) => ({ url })) }));
    const stack = await startStack({
      data,
      mode: options.keys ? 'live' : 'structured',
      workers: 1,
      admin: false,
      fresh: false,
      portBase: PORT_BASE,
      extraEnv: {
        ...corpus.environment,
        CURATED_SOURCES_FILE: curated,
        SCOUT_NOW: (at ?? latestCapture(pages)).toISOString(),
      },
      signal: stopping.signal,
      say: (line) => {
        printer.say(line);
      },
    });
    try {
      const { urls, tokens } = stack.file();
      const api = new Api({ apiUrl: urls.api ?? '', token: tokens.operator, stackFile: null });
      return await scoutAndPrint(printer, api, options.region, stopping.signal);
    } finally {
      await stack.stop();
    }
  } finally {
    await corpus.close();
    await rm(data, { recursive: true, force: true });
    process.removeListener('SIGINT', interrupt).removeListener('SIGTERM', interrupt);
  }
}

async function capturesOf(folder: string, region: string): Promise<readonly CorpusPage[]> {
  const isFolder = await stat(folder).then(
    (entry) => entry.isDirectory(),
    () => false,
  );
  if (!isFolder)
    throw new CommandError(`${folder} is not a folder.`, EXIT.usage, 'Name a folder that holds manifest.json.');
  try {
    return pagesOf(await readManifest(folder), region);
  } catch (cause) {
    throw new CommandError((cause as Error).message, EXIT.usage);
  }
}

function parseTime(text: string): Date {
  const time = new Date(text);
  if (Number.isNaN(time.getTime()))
    throw new CommandError(`"${text}" is not a time.`, EXIT.usage, 'Use ISO 8601, for example 2020-01-06T12:00:00Z.');
  return time;
}

/** The run as a whole counts as of its newest page; each page tells its own time. */
function latestCapture(pages: readonly CorpusPage[]): Date {
  return new Date(Math.max(...pages.map((page) => Date.parse(page.capturedOn))));
}

async function scoutAndPrint(printer: Printer, api: Api, region: string, signal: AbortSignal): Promise<ExitCode> {
  const startedAt = Date.now();
  const { result } = await api.query<{ result: ScoutResult }>(RUN_SCOUT, { query: region, key: null });
  if (!result.success || result.run === null) {
    throw new CommandError(
      `${result.code ?? 'REFUSED'}: ${result.message}`,
      EXIT.refused,
      result.unblocks ?? undefined,
    );
  }
  const run = await untilEnded(api, result.run.id, signal);
  const counts: Record<string, number> = {};
  for await (const signalView of signalsOf(api, result.run.region)) {
    const row = exportedSignal(signalView);
    counts[row.type ?? 'unknown'] = (counts[row.type ?? 'unknown'] ?? 0) + 1;
    if (printer.json) printer.record(row);
    else printer.line(`${(row.startsAt ?? '').padEnd(26)} ${(row.type ?? '').padEnd(10)} ${row.title ?? ''}`);
  }
  const elapsedMs = Date.now() - startedAt;
  if (printer.json)
    printer.record({
      type: 'result',
      runId: run.id,
      status: run.status,
      counts,
      spentMicroUsd: run.spentMicroUsd,
      elapsedMs,
    });
  else
    printer.say(
      `${run.status.toLowerCase()}: ${Object.entries(counts)
        .map(([type, count]) => `${String(count)} ${type}`)
        .join(', ')}`,
    );
  if (run.error !== null) printer.say(`${run.error.step ?? 'run'}: ${run.error.message}`);
  return run.status === 'COMPLETED' ? EXIT.ok : EXIT.runFailed;
}

async function untilEnded(api: Api, id: string, signal: AbortSignal): Promise<RunWithChildren> {
  for (;;) {
    const { run } = await api.query<{ run: RunWithChildren | null }>(RUN_BY_ID, { id });
    if (run === null) throw new CommandError(`Run ${id} has disappeared.`, EXIT.runFailed);
    if (ENDED.has(run.status)) return run;
    await pause(POLL_MS, signal);
    signal.throwIfAborted();
  }
}
