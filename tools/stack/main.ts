import { parseStartOptions, USAGE, type StartOptions } from './options.js';
import { resultTable } from './result-table.js';
import { scoutOnce } from './run-once.js';
import { startStack, type Stack } from './start-stack.js';

/** `npm start`: everything up, one full run of the sample region, then stay until Ctrl-C. */
async function main(argv: readonly string[]): Promise<number> {
  const options = parseStartOptions(argv, process.cwd());
  if (options === 'help') {
    console.log(USAGE);
    return 0;
  }
  const stopping = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(name, () => stopping.abort(new Interrupted(name)));
  const startedAt = Date.now();
  let stack: Stack | undefined;
  let code = 0;
  try {
    stack = await startStack({ ...options, say, signal: stopping.signal });
    say(`ready in ${((Date.now() - startedAt) / 1000).toFixed(1)} s`);
    if (options.run) code = await scout(stack, options, stopping.signal);
    tell(stack, options);
    if (!options.once) await untilAborted(stopping.signal);
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error;
    code = options.once ? 1 : 0;
  } finally {
    if (stack) {
      say('stopping');
      await stack.stop();
      say('stopped');
    }
  }
  return code;
}

class Interrupted extends Error {}

async function scout(stack: Stack, options: StartOptions, signal: AbortSignal): Promise<number> {
  const file = stack.file();
  try {
    const query = options.region ?? (await sampleRegion(file.urls.town));
    const summary = await scoutOnce(file, query, say, signal);
    console.log(`\n${resultTable(summary).join('\n')}\n`);
    return summary.status === 'COMPLETED' ? 0 : 1;
  } catch (error) {
    if (error instanceof Interrupted || options.once) throw error;
    // The system itself is up: the operator can look and try again from the dashboard.
    say(`the run could not be done: ${(error as Error).message}`);
    return 1;
  }
}

async function sampleRegion(town: string | undefined): Promise<string> {
  if (!town) throw new Error('There is no sample region outside town mode: use --region TEXT.');
  const truth = (await (await fetch(`${town}/__truth`)).json()) as { region: { query: string } };
  return truth.region.query;
}

function tell(stack: Stack, options: StartOptions): void {
  const { urls, signIn } = stack.file();
  if (options.once) return;
  console.log(`  API        ${urls.graphql}`);
  if (options.admin) console.log(`  Dashboard  ${urls.admin}`);
  if (options.admin) console.log(`  Sign in    ${signIn}`);
  console.log(`  Details    ${options.data}/stack.json\n\n  Ctrl-C stops everything.`);
}

function untilAborted(signal: AbortSignal): Promise<never> {
  // A timer keeps the program alive: listeners alone do not.
  const alive = setInterval(() => undefined, 60_000);
  return new Promise((_, reject) => {
    const end = (): void => {
      clearInterval(alive);
      reject(signal.reason as Error);
    };
    if (signal.aborted) end();
    else signal.addEventListener('abort', end, { once: true });
  });
}

function say(line: string): void {
  console.log(`[stack] ${line}`);
}

// Whoever read our output may be gone (a closed terminal, a finished pipe): stopping in order matters more than the words.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(`[stack] ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
