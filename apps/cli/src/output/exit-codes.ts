/** What each exit status means (docs/architecture.md, CLI). */
export const EXIT = {
  ok: 0,
  runFailed: 1,
  usage: 2,
  refused: 3,
  auth: 4,
  budget: 5,
  notFound: 6,
  unreachable: 7,
  interrupted: 130,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Ends a command: the message goes to stderr, `exitCode` to the shell. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
  constructor(
    message: string,
    readonly exitCode: ExitCode,
    readonly unblocks?: string,
  ) {
    super(message);
  }
}

/** Nothing is known of a region by that name. */
export const unknownRegion = (slug: string): CommandError =>
  new CommandError(
    `No region is called "${slug}".`,
    EXIT.notFound,
    '`scout status` lists the regions that were scouted.',
  );

const BY_REFUSAL: Readonly<Record<string, ExitCode>> = {
  BUDGET_EXCEEDED: EXIT.budget,
  REGION_NOT_FOUND: EXIT.notFound,
  RUN_NOT_FOUND: EXIT.notFound,
  STEP_NOT_FOUND: EXIT.notFound,
  GATE_NOT_FOUND: EXIT.notFound,
  SIGNAL_NOT_FOUND: EXIT.notFound,
};

/** Exit status of a refusal's code. */
export function exitCodeOfRefusal(code: string): ExitCode {
  return BY_REFUSAL[code] ?? EXIT.refused;
}

/** Exit status of a GraphQL error's `extensions.code`. */
export function exitCodeOfError(code: string): ExitCode {
  if (code === 'UNAUTHENTICATED' || code === 'FORBIDDEN') return EXIT.auth;
  if (code === 'NOT_FOUND') return EXIT.notFound;
  if (code === 'BAD_USER_INPUT' || code === 'GRAPHQL_VALIDATION_FAILED') return EXIT.usage;
  return EXIT.runFailed;
}
