import { FORK, GATES, INVESTIGATE, PAUSE, RESOLVE_GATE, RESUME, SET_REVIEW } from '../client/operations.js';
import type { GateView, ReviewView } from '../client/operations.js';
import { CommandError, EXIT, type ExitCode } from '../output/exit-codes.js';
import { table } from '../output/printer.js';
import type { CommandContext } from './command.js';
import { followRun } from './follow.js';
import { accept, announce, carryOut } from './run-control.js';

/** `scout pause RUN`. */
export async function pause(context: CommandContext, runId: string): Promise<ExitCode> {
  return carryOut(context, PAUSE, { runId });
}

/** `scout resume RUN`. */
export async function resume(context: CommandContext, runId: string): Promise<ExitCode> {
  return carryOut(context, RESUME, { runId });
}

/** `scout fork RUN STEP [--input JSON] [--reason TEXT] [--follow]`. */
export async function fork(
  context: CommandContext,
  runId: string,
  fromStep: string,
  options: { input?: string; reason?: string; follow?: boolean },
): Promise<ExitCode> {
  const input = options.input === undefined ? null : parsed(options.input);
  const run = await accept(context, FORK, { runId, fromStep, input, reason: options.reason ?? null });
  if (options.follow === true) return followRun(context, run.id);
  announce(context, run);
  return EXIT.ok;
}

/** `scout investigate SIGNAL [--follow]`. */
export async function investigate(
  context: CommandContext,
  signalId: string,
  options: { follow?: boolean; key?: string },
): Promise<ExitCode> {
  const run = await accept(context, INVESTIGATE, { signalId, key: options.key ?? null });
  if (options.follow === true) return followRun(context, run.id);
  announce(context, run);
  return EXIT.ok;
}

/** `scout review REGION --require|--off [--timeout-hours N]`. */
export async function review(
  { api, printer }: CommandContext,
  query: string,
  options: { require?: boolean; off?: boolean; timeoutHours?: number },
): Promise<ExitCode> {
  const { require = false, off = false, timeoutHours = null } = options;
  if (require === off)
    throw new CommandError('Say whether people approve signals.', EXIT.usage, 'Give --require or --off.');
  if (timeoutHours !== null && Number.isNaN(timeoutHours))
    throw new CommandError('--timeout-hours must be a number.', EXIT.usage, 'E.g. --timeout-hours 24');
  const { region } = await api.query<{ region: ReviewView }>(SET_REVIEW, { query, required: require, timeoutHours });
  if (printer.json) printer.record({ type: 'review', region: region.regionSlug, ...region.review });
  else printer.line(reviewInWords(region));
  return EXIT.ok;
}

/** `scout gates [REGION]`: what can be decided now. */
export async function gates({ api, printer }: CommandContext, region: string | undefined): Promise<ExitCode> {
  interface Answer {
    readonly regions: readonly { readonly regionSlug: string; readonly pendingGates: readonly GateView[] }[];
  }
  const { regions } = await api.query<Answer>(GATES);
  const chosen = region === undefined ? regions : regions.filter((row) => row.regionSlug === region);
  if (region !== undefined && chosen.length === 0)
    throw new CommandError(`No region is called "${region}".`, EXIT.notFound, '`scout status` lists the regions.');
  const rows = chosen.flatMap(({ regionSlug, pendingGates }) => pendingGates.map((gate) => ({ regionSlug, ...gate })));
  if (printer.json) for (const row of rows) printer.record({ type: 'gate', ...row });
  else if (rows.length === 0) printer.say('Nothing waits for a decision.');
  else {
    const lines = rows.map(({ id, regionSlug, title, expiresAt }) => [id, regionSlug, title, expiresAt]);
    printer.line(table([['GATE', 'REGION', 'WHAT', 'UNTIL'], ...lines]));
  }
  return EXIT.ok;
}

/** `scout approve GATE`, `scout hold GATE [--note TEXT]`. */
export async function decide(
  context: CommandContext,
  gateId: string,
  decision: 'APPROVE' | 'HOLD',
  options: { note?: string },
): Promise<ExitCode> {
  return carryOut(context, RESOLVE_GATE, { gateId, decision, note: options.note ?? null });
}

function reviewInWords({ regionSlug, review: { required, timeoutHours } }: ReviewView): string {
  return required
    ? `Signals of ${regionSlug} wait for approval, at most ${String(timeoutHours)} hours.`
    : `Signals of ${regionSlug} go live when the supervisor passes them.`;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
    throw new CommandError('--input is not JSON.', EXIT.usage, `E.g. --input '{"query":"food pantry Austin"}'`);
  }
}
