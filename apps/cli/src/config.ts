/** A key that a provider wants, and what does not work without it. */
export interface ProviderKey {
  readonly name: string;
  readonly given: boolean;
  readonly without: string;
}

const KEYS: readonly (readonly [string, string])[] = [
  ['ANTHROPIC_API_KEY', 'signals come from structured data only'],
  ['SERPER_API_KEY', 'no web search: bootstrap, actor discovery and investigations find less'],
  ['VOYAGE_API_KEY', 'the local English model embeds instead'],
  ['APIFY_TOKEN', 'social sources are not read'],
];

/** Where the CLI looks for the API; the only place that reads the environment. */
export interface CliEnvironment {
  readonly apiUrl: string | null;
  readonly token: string | null;
  readonly color: boolean;
  /** Whether a model may be asked: a replay without a key uses structured data only. */
  readonly keys: boolean;
  readonly providerKeys: readonly ProviderKey[];
  /** Folder that the user stood in when npm was called; relative paths are meant from there. */
  readonly cwd: string;
}

/** `SCOUT_API_URL` and `SCOUT_TOKEN` reach an API elsewhere; without them the stack file of `--data` is used. */
export function readEnvironment(env: NodeJS.ProcessEnv = process.env): CliEnvironment {
  return {
    apiUrl: env.SCOUT_API_URL ?? null,
    token: env.SCOUT_TOKEN ?? null,
    color: env.NO_COLOR === undefined || env.NO_COLOR === '',
    keys: (env.ANTHROPIC_API_KEY ?? '') !== '',
    providerKeys: KEYS.map(([name, without]) => ({ name, given: (env[name] ?? '') !== '', without })),
    cwd: env.INIT_CWD ?? process.cwd(),
  };
}
