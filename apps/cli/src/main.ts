import { resolve } from 'node:path';
import { Command, CommanderError, Option } from 'commander';
import { Api } from './client/api.js';
import { connect } from './client/connection.js';
import type { CommandContext } from './commands/command.js';
import { countOf } from './commands/count.js';
import { doctor } from './commands/doctor.js';
import { EXPORT_FORMATS, exportSignals, type ExportFormat } from './commands/export.js';
import { followRun } from './commands/follow.js';
import { journal, runs, status } from './commands/reading.js';
import { replay } from './commands/replay.js';
import { reset, retry, run, stop } from './commands/run-control.js';
import { signInLink } from './commands/sign-in-link.js';
import { decide, fork, gates, investigate, pause, resume, review } from './commands/steering.js';
import { readEnvironment } from './config.js';
import { endWhenClosed } from './output/closed-pipe.js';
import { CommandError, EXIT, type ExitCode } from './output/exit-codes.js';
import { Printer } from './output/printer.js';

interface GlobalOptions {
  readonly data: string;
  readonly json?: boolean;
}

for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error) => {
    endWhenClosed(error, (code) => process.exit(code));
  });
}

const environment = readEnvironment();
const program = new Command('scout')
  .description('Scout a community from a terminal.')
  .option('--data <dir>', 'folder of the running system', '.scout')
  .option('--json', 'one JSON object a line on stdout')
  .exitOverride()
  .configureHelp({ showGlobalOptions: true });

const globals = (): GlobalOptions => program.opts();
const dataFolder = (): string => resolve(environment.cwd, globals().data);
const printer = (): Printer => new Printer(globals().json ?? false);

/** Connects, carries the command out, and turns its outcome into the exit status. */
function online<A extends unknown[]>(
  command: (context: CommandContext, ...args: A) => Promise<ExitCode>,
): (...args: A) => Promise<void> {
  return async (...args) => {
    const connection = await connect(environment, dataFolder());
    const interactive = process.stderr.isTTY && environment.color;
    process.exitCode = await command(
      { api: new Api(connection), connection, printer: printer(), interactive },
      ...args,
    );
  };
}

program
  .command('run <region>')
  .description('scout a region: a full run, or one phase')
  .option('--phase <phase>', 'bootstrap, actor-discovery, scrape, synthesis, situation-weaver or supervisor')
  .option('--follow', 'stay until it has ended; Ctrl-C detaches')
  .option('--key <key>', 'idempotency key: the same key starts one run only')
  .option(
    '--at <time>',
    'not before this time (ISO 8601 with zone, e.g. 2026-05-01T03:00:00Z); until then the region is free for other runs',
  )
  .action(
    online((context, region: string, options: { phase?: string; follow?: boolean; key?: string; at?: string }) =>
      run(context, region, options),
    ),
  );
program
  .command('follow <run>')
  .description('follow a run to its end')
  .action(online((context, id: string) => followRun(context, id)));
program
  .command('status [region]')
  .description('what the regions are doing')
  .action(online((context, region: string | undefined) => status(context, region)));
program
  .command('stop <region-or-run>')
  .description('stop a run, or what runs in a region, after the steps it is in')
  .option('--kill', 'at once: what comes back late is refused')
  .action(online((context, what: string, options: { kill?: boolean }) => stop(context, what, options)));
program
  .command('reset <region>')
  .description('set the region’s status back to idle')
  .option('--reason <text>', 'kept in the audit log')
  .action(online((context, region: string, options: { reason?: string }) => reset(context, region, options)));
program
  .command('retry <run>')
  .description('continue a failed run; finished steps are not repeated')
  .option('--follow', 'stay until it has ended')
  .action(online((context, id: string, options: { follow?: boolean }) => retry(context, id, options)));
program
  .command('pause <run>')
  .description('let no new step of a run begin; it keeps its region')
  .action(online((context, id: string) => pause(context, id)));
program
  .command('resume <run>')
  .description('let a paused run go on where it stood')
  .action(online((context, id: string) => resume(context, id)));
program
  .command('fork <run> <step>')
  .description('start a new run that goes on from a step of another one; earlier steps are not repeated')
  .option('--input <json>', 'what that step is given instead of its own input')
  .option('--reason <text>', 'kept in the audit log')
  .option('--follow', 'stay until it has ended')
  .action(
    online((context, id: string, step: string, options: { input?: string; reason?: string; follow?: boolean }) =>
      fork(context, id, step, options),
    ),
  );
program
  .command('investigate <signal>')
  .description('look into one signal or tension alone, as a run of its own')
  .option('--follow', 'stay until it has ended')
  .option('--key <key>', 'idempotency key: the same key starts one run only')
  .action(
    online((context, id: string, options: { follow?: boolean; key?: string }) => investigate(context, id, options)),
  );
program
  .command('review <region>')
  .description('whether people approve signals of a region before they go live')
  .addOption(new Option('--require', 'signals wait for approval').conflicts('off'))
  .option('--off', 'they go live when the supervisor passes them')
  .option('--timeout-hours <n>', 'how long people have; after that the signals are held', Number.parseFloat)
  .action(
    online((context, region: string, options: { require?: boolean; off?: boolean; timeoutHours?: number }) =>
      review(context, region, options),
    ),
  );
program
  .command('gates [region]')
  .description('what runs wait for people to decide')
  .action(online((context, region: string | undefined) => gates(context, region)));
program
  .command('approve <gate>')
  .description('let pass what a run waits for')
  .option('--note <text>', 'kept with the decision')
  .action(online((context, id: string, options: { note?: string }) => decide(context, id, 'APPROVE', options)));
program
  .command('hold <gate>')
  .description('hold back what a run waits for')
  .option('--note <text>', 'why; kept with the decision and with each signal')
  .action(online((context, id: string, options: { note?: string }) => decide(context, id, 'HOLD', options)));
program
  .command('runs [region]')
  .description('the newest runs')
  .option('--first <n>', 'how many', countOf, 20)
  .action(online((context, region: string | undefined, options: { first: number }) => runs(context, region, options)));
program
  .command('journal <run>')
  .description('every step of a run')
  .action(online((context, id: string) => journal(context, id)));
program
  .command('export <what>')
  .description('export signals')
  .requiredOption('--region <region>', 'slug of the region')
  .addOption(new Option('--format <format>', 'output format').choices(EXPORT_FORMATS).default('json'))
  .action(
    online((context, what: string, options: { region: string; format: ExportFormat }) => {
      if (what !== 'signals')
        throw new CommandError(`Can't export "${what}".`, EXIT.usage, 'What can be exported: signals.');
      return exportSignals(context, options.region, options.format);
    }),
  );
program
  .command('replay <dir>')
  .description('scout a folder of captured pages as if it were the web')
  .requiredOption('--region <region>', 'slug of the region')
  .option('--at <time>', 'the time that counts as now (ISO 8601); without it each page’s capture time')
  .action(async (dir: string, options: { region: string; at?: string }) => {
    process.exitCode = await replay(printer(), dir, { ...options, keys: environment.keys, cwd: environment.cwd });
  });
program
  .command('sign-in-link')
  .description('a link that opens the dashboard once, with the role of your token (a viewer’s: SCOUT_TOKEN)')
  .action(online((context) => signInLink(context)));
program
  .command('doctor')
  .description('check this machine and the running system')
  .action(async () => {
    process.exitCode = await doctor(printer(), dataFolder(), environment.providerKeys);
  });

try {
  await program.parseAsync();
} catch (cause) {
  process.exitCode = report(cause);
}

function report(cause: unknown): ExitCode {
  if (cause instanceof CommanderError) return cause.exitCode === 0 ? EXIT.ok : EXIT.usage;
  if (cause instanceof CommandError) {
    if (globals().json === true)
      printer().record({ type: 'error', message: cause.message, unblocks: cause.unblocks ?? null });
    printer().say(cause.message);
    if (cause.unblocks !== undefined) printer().say(cause.unblocks);
    return cause.exitCode;
  }
  throw cause;
}
