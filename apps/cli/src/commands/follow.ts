import { SingleBar } from 'cli-progress';
import { followEvents, pause } from '../client/events.js';
import { RUN_BY_ID, type RunWithChildren } from '../client/operations.js';
import { CommandError, EXIT, type ExitCode } from '../output/exit-codes.js';
import { progressInWords, statusInWords, warningsOf } from '../output/run-words.js';
import type { CommandContext } from './command.js';

const TERMINAL = new Set(['COMPLETED', 'FAILED', 'CANCELLED', 'NEEDS_ATTENTION']);
const POLL_MS = 500;

/**
 * Follows a run to its end: events as NDJSON with `--json`, a progress bar on a terminal, one line per change elsewhere.
 * Ctrl-C detaches: the run goes on. Returns the exit status the run's outcome stands for.
 */
export async function followRun({ api, printer, interactive }: CommandContext, runId: string): Promise<ExitCode> {
  const startedAt = Date.now();
  const done = new AbortController();
  let detached = false;
  const detach = (): void => {
    detached = true;
    done.abort();
  };
  process.once('SIGINT', detach);
  const streaming = printer.json ? stream() : Promise.resolve();
  const bar =
    interactive && !printer.json
      ? new SingleBar({ format: '{bar} {value}/{total} phases  {doing}', stream: process.stderr, hideCursor: true })
      : null;
  bar?.start(6, 0, { doing: '' });
  let last = '';
  try {
    for (;;) {
      const { run } = await api.query<{ run: RunWithChildren | null }>(RUN_BY_ID, { id: runId });
      if (run === null)
        throw new CommandError(`No run is called "${runId}".`, EXIT.notFound, '`scout runs` lists the runs.');
      const doing = progressInWords(run);
      const completed = run.kind === 'FULL' ? run.children.filter((child) => child.status === 'COMPLETED').length : 0;
      bar?.update(completed, { doing });
      if (bar === null && !printer.json && doing !== last) printer.say(doing);
      last = doing;
      if (TERMINAL.has(run.status)) {
        bar?.update(run.status === 'COMPLETED' ? 6 : completed, { doing: '' });
        bar?.stop();
        await drain();
        return report(run);
      }
      await pause(POLL_MS, done.signal);
      if (detached) {
        bar?.stop();
        printer.say(`Detached; the run goes on. Stop it with: npm run scout -- stop ${run.region}`);
        return EXIT.interrupted;
      }
    }
  } finally {
    bar?.stop();
    done.abort();
    process.removeListener('SIGINT', detach);
    await streaming;
  }

  async function stream(): Promise<void> {
    for await (const event of followEvents(api, runId, done.signal)) printer.record(event.data);
  }

  /** The stream may be a moment behind the run's outcome; its last events still belong to the output. */
  async function drain(): Promise<void> {
    if (printer.json) await pause(POLL_MS, done.signal);
  }

  function report(run: RunWithChildren): ExitCode {
    const elapsedMs = Date.now() - startedAt;
    if (printer.json) {
      printer.record({
        type: 'result',
        runId: run.id,
        status: run.status,
        counts: run.counts,
        skipped: run.skipped,
        failures: run.failures,
        spentMicroUsd: run.spentMicroUsd,
        elapsedMs,
      });
    } else {
      printer.line(`${run.id}  ${statusInWords(run)}  $${(run.spentMicroUsd / 1e6).toFixed(4)}`);
      for (const [name, count] of Object.entries(run.counts)) printer.line(`  ${name}: ${String(count)}`);
      for (const warning of warningsOf(run)) printer.line(`  ${warning}`);
      if (run.error !== null)
        printer.say(`${run.error.step === null ? '' : `at ${run.error.step}: `}${run.error.message}`);
    }
    return run.status === 'COMPLETED' ? EXIT.ok : EXIT.runFailed;
  }
}
