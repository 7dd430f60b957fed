import { parseArgs } from 'node:util';

const STORMS = ['all', 'kills'] as const;

/** What `npm run chaos --` was asked for. */
export interface ChaosOptions {
  readonly faults: number;
  readonly seed: number;
  /** One JSON object a line on stdout instead of text. */
  readonly json: boolean;
  /** Name of a mutation of the engine (mutations/) that the synthetic workers run with, to see that the invariants notice. */
  readonly mutate: string | undefined;
  /** Without the sample town's full runs: only synthetic workflows. Quicker; the graph is not compared. */
  readonly syntheticOnly: boolean;
  /** `all` kinds of faults, or only `kills` of the scout's workers with an outage of every store in between. */
  readonly storm: (typeof STORMS)[number];
  /** Keep the folder with logs and effect log though every invariant holds. */
  readonly keep: boolean;
}

/** What `--help` prints. */
export const USAGE = `npm run chaos -- [options]
  --faults N          how many faults are injected (default 40)
  --seed S            the same seed gives the same schedule of faults (default 1)
  --json              one JSON object a line: faults, then invariants
  --mutate NAME       run the synthetic workers on an engine broken on purpose; the invariants must notice
  --synthetic-only    no full runs of the sample town
  --storm all|kills   all kinds of faults, or the scout's workers killed for three minutes, every store
                      restarted once and Redis flushed twice meanwhile (default all)
  --keep              keep logs and effect log also when every invariant holds
Exit code: 0 when every invariant that could be checked holds, 1 when one does not, 2 when the check itself failed.`;

/** The options of a command line; `help` when that was asked for. Throws an error that says what is accepted. */
export function parseChaosOptions(argv: readonly string[]): ChaosOptions | 'help' {
  const { values } = parsed(argv);
  if (values.help) return 'help';
  return {
    faults: count('--faults', values.faults ?? '40', 0, 1_000),
    seed: count('--seed', values.seed ?? '1', 0, 2 ** 32 - 1),
    json: values.json ?? false,
    mutate: values.mutate,
    syntheticOnly: values['synthetic-only'] ?? false,
    storm: stormOf(values.storm ?? 'all', values['synthetic-only'] ?? false),
    keep: values.keep ?? false,
  };
}

function parsed(argv: readonly string[]): {
  values: Partial<Record<'json' | 'help' | 'keep' | 'synthetic-only', boolean>> &
    Partial<Record<'faults' | 'seed' | 'mutate' | 'storm', string>>;
} {
  try {
    return parseArgs({
      args: [...argv],
      options: {
        faults: { type: 'string' },
        seed: { type: 'string' },
        json: { type: 'boolean' },
        mutate: { type: 'string' },
        'synthetic-only': { type: 'boolean' },
        storm: { type: 'string' },
        keep: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    throw new Error(`${(error as Error).message}\n\n${USAGE}`, { cause: error });
  }
}

function stormOf(text: string, syntheticOnly: boolean): ChaosOptions['storm'] {
  const storm = STORMS.find((name) => name === text);
  if (storm === undefined) throw new Error(`--storm ${text}: one of ${STORMS.join(', ')} is needed.`);
  if (storm === 'kills' && syntheticOnly)
    throw new Error('--storm kills kills workers of the scout: leave out --synthetic-only.');
  return storm;
}

function count(flag: string, text: string, min: number, max: number): number {
  const value = Number(text);
  if (text === '' || !Number.isInteger(value) || value < min || value > max)
    throw new Error(`${flag} ${text}: a whole number from ${min} to ${max} is needed.`);
  return value;
}
