import { pages, REGIONS, RUNS, STEPS, type RegionView, type RunView, type StepView } from '../client/operations.js';
import { CommandError, EXIT, unknownRegion, type ExitCode } from '../output/exit-codes.js';
import { table } from '../output/printer.js';
import { statusInWords } from '../output/run-words.js';
import type { CommandContext } from './command.js';
import { requireRegion } from './region.js';

/** `scout status [REGION]`: a line per region. */
export async function status({ api, printer }: CommandContext, region: string | undefined): Promise<ExitCode> {
  const { regions } = await api.query<{ regions: readonly RegionView[] }>(REGIONS);
  const chosen = region === undefined ? regions : regions.filter((row) => row.regionSlug === region);
  if (region !== undefined && chosen.length === 0) {
    throw unknownRegion(region);
  }
  if (printer.json) {
    for (const row of chosen) printer.record({ type: 'region', ...row });
    return EXIT.ok;
  }
  const rows = chosen.map((row) => [
    row.regionSlug,
    row.pendingGates.length > 0 ? `${row.phaseStatus}, waits for approval` : row.phaseStatus,
    row.lastScouted ?? 'never',
    `${String(row.sourcesDue)} due`,
    `$${(row.budget.spentMicroUsd / 1e6).toFixed(2)} of $${(row.budget.limitMicroUsd / 1e6).toFixed(2)}`,
  ]);
  if (rows.length === 0) printer.say('No region was scouted yet. Start with: npm run scout -- run austin-tx');
  else printer.line(table([['REGION', 'STATUS', 'LAST SCOUTED', 'SOURCES', 'SPENT TODAY'], ...rows]));
  return EXIT.ok;
}

/** `scout runs [REGION]`: the newest runs. */
export async function runs(
  { api, printer }: CommandContext,
  region: string | undefined,
  options: { first: number },
): Promise<ExitCode> {
  const filter = region === undefined ? null : { region };
  const answer = await api.query<{ runs: { edges: readonly { node: RunView }[] } }>(RUNS, {
    filter,
    first: options.first,
  });
  const rows = answer.runs.edges.map(({ node }) => node);
  if (region !== undefined && rows.length === 0) await requireRegion(api, region);
  if (printer.json) for (const row of rows) printer.record({ type: 'run', ...row });
  else if (rows.length === 0) printer.say('No runs yet.');
  else {
    printer.line(
      table([
        ['RUN', 'KIND', 'STATUS', 'STARTED', 'SPENT'],
        ...rows.map((row) => [
          row.id,
          row.phase ?? row.kind,
          statusInWords(row),
          row.startedAt ?? '',
          `$${(row.spentMicroUsd / 1e6).toFixed(4)}`,
        ]),
      ]),
    );
  }
  return EXIT.ok;
}

/** `scout journal RUN`: a line per step of the run and its children, oldest first, with the run that a fork from the step names. */
export async function journal({ api, printer }: CommandContext, runId: string): Promise<ExitCode> {
  interface Page {
    readonly run: {
      readonly steps: {
        edges: readonly { node: StepView }[];
        pageInfo: { hasNextPage: boolean; endCursor: string | null };
      };
    } | null;
  }
  const steps = pages<StepView>(async (after) => {
    const { run } = await api.query<Page>(STEPS, { id: runId, after });
    if (run === null)
      throw new CommandError(`No run is called "${runId}".`, EXIT.notFound, '`scout runs` lists the runs.');
    return run.steps;
  });
  for await (const {
    runId: of,
    key,
    phase,
    status: state,
    attempts,
    epoch,
    startedAt,
    endedAt,
    costMicroUsd,
  } of steps) {
    if (printer.json)
      printer.record({ runId: of, key, phase, status: state, attempts, epoch, startedAt, endedAt, costMicroUsd });
    else printer.line(`${(phase ?? '').toLowerCase().padEnd(16)}  ${state.toLowerCase().padEnd(6)}  ${of}  ${key}`);
  }
  return EXIT.ok;
}
