/** Where the CLI looks for the API; the only place that reads the environment. */
export interface CliEnvironment {
  readonly apiUrl: string | null;
  readonly token: string | null;
  readonly color: boolean;
  /** Whether a model may be asked: a replay without a key uses structured data only. */
  readonly keys: boolean;
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
    cwd: env.INIT_CWD ?? process.cwd(),
  };
}
