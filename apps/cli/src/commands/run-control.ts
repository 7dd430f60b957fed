import { RESET, RETRY, RUN_PHASE, RUN_SCOUT, STOP, type RunView, type ScoutResult } from '../client/operations.js';
import { CommandError, EXIT, exitCodeOfRefusal, type ExitCode } from '../output/exit-codes.js';
import type { CommandContext } from './command.js';
import { followRun } from './follow.js';

/** `scout run REGION [--phase P] [--follow]`. */
export async function run(
  context: CommandContext,
  region: string,
  options: { phase?: string; follow?: boolean; key?: string },
): Promise<ExitCode> {
  const variables = { query: region, key: options.key ?? null };
  const started =
    options.phase === undefined
      ? await accept(context, RUN_SCOUT, variables)
      : await accept(context, RUN_PHASE, { ...variables, phase: options.phase.toUpperCase().replaceAll('-', '_') });
  if (options.follow === true) return followRun(context, started.id);
  announce(context, started);
  context.printer.say(`Follow it with: npm run scout -- follow ${started.id}`);
  return EXIT.ok;
}

/** `scout stop REGION [--kill]`. */
export async function stop(context: CommandContext, region: string, options: { kill?: boolean }): Promise<ExitCode> {
  return carryOut(context, STOP, { query: region, kill: options.kill ?? false });
}

/** `scout reset REGION [--reason TEXT]`. */
export async function reset(context: CommandContext, region: string, options: { reason?: string }): Promise<ExitCode> {
  return carryOut(context, RESET, { query: region, reason: options.reason ?? null });
}

/** `scout retry RUN`. */
export async function retry(context: CommandContext, runId: string, options: { follow?: boolean }): Promise<ExitCode> {
  const again = await accept(context, RETRY, { runId });
  if (options.follow === true) return followRun(context, again.id);
  announce(context, again);
  return EXIT.ok;
}

async function carryOut(
  context: CommandContext,
  mutation: string,
  variables: Readonly<Record<string, unknown>>,
): Promise<ExitCode> {
  const result = await ask(context, mutation, variables);
  if (context.printer.json) context.printer.record({ type: 'result', ...result });
  else context.printer.line(result.message);
  return EXIT.ok;
}

/** Sends a mutation; a refusal becomes a {@link CommandError} that carries what to do. */
async function ask(
  { api }: CommandContext,
  mutation: string,
  variables: Readonly<Record<string, unknown>>,
): Promise<ScoutResult> {
  const { result } = await api.query<{ result: ScoutResult }>(mutation, variables);
  if (result.success) return result;
  const code = result.code ?? 'REFUSED';
  throw new CommandError(`${code}: ${result.message}`, exitCodeOfRefusal(code), result.unblocks ?? undefined);
}

async function accept(
  context: CommandContext,
  mutation: string,
  variables: Readonly<Record<string, unknown>>,
): Promise<RunView> {
  const result = await ask(context, mutation, variables);
  if (result.run === null) throw new CommandError('The API accepted the run but did not name it.', EXIT.runFailed);
  return result.run;
}

function announce({ printer }: CommandContext, run: RunView): void {
  if (printer.json)
    printer.record({ type: 'started', runId: run.id, region: run.region, kind: run.kind, status: run.status });
  else printer.line(run.id);
}
