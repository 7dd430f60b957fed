import {
  PHASES,
  RESET,
  RETRY,
  RUN_PHASE,
  RUN_SCOUT,
  STOP,
  STOP_RUN,
  type RunView,
  type ScoutResult,
} from '../client/operations.js';
import { CommandError, EXIT, exitCodeOfRefusal, type ExitCode } from '../output/exit-codes.js';
import type { CommandContext } from './command.js';
import { followRun } from './follow.js';
import { phaseNamed } from './phase.js';

/** `scout run REGION [--phase P] [--at TIME] [--follow]`. */
export async function run(
  context: CommandContext,
  region: string,
  options: { phase?: string; follow?: boolean; key?: string; at?: string },
): Promise<ExitCode> {
  const variables = { query: region, key: options.key ?? null, at: options.at ?? null };
  const started =
    options.phase === undefined
      ? await accept(context, RUN_SCOUT, variables)
      : await accept(context, RUN_PHASE, { ...variables, phase: await phaseOf(context, options.phase) });
  if (options.follow === true) return followRun(context, started.id);
  announce(context, started);
  context.printer.say(`Follow it with: npm run scout -- follow ${started.id}`);
  return EXIT.ok;
}

async function phaseOf({ api }: CommandContext, text: string): Promise<string> {
  const { phases } = await api.query<{ phases: readonly { readonly phase: string }[] }>(PHASES);
  return phaseNamed(
    text,
    phases.map(({ phase }) => phase),
  );
}

/** `scout stop REGION|RUN [--kill]`. */
export async function stop(context: CommandContext, what: string, options: { kill?: boolean }): Promise<ExitCode> {
  const kill = options.kill ?? false;
  if (isRunId(what)) return carryOut(context, STOP_RUN, { runId: what, kill });
  return carryOut(context, STOP, { query: what, kill });
}

/** Whether a text is a run's id (`austin-tx-1771718400`, or a part of such a run) rather than a region's name. */
export function isRunId(text: string): boolean {
  return /^[a-z0-9-]+-\d{9,}([-~].*)?$/.test(text);
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

export async function carryOut(
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

export async function accept(
  context: CommandContext,
  mutation: string,
  variables: Readonly<Record<string, unknown>>,
): Promise<RunView> {
  const result = await ask(context, mutation, variables);
  if (result.run === null) throw new CommandError('The API accepted the run but did not name it.', EXIT.runFailed);
  return result.run;
}

export function announce({ printer }: CommandContext, run: RunView): void {
  if (printer.json)
    printer.record({ type: 'started', runId: run.id, region: run.region, kind: run.kind, status: run.status });
  else printer.line(run.id);
}
