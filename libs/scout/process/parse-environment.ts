import type { z } from 'zod';

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * What a schema makes of an environment; an empty variable counts as missing. Throws one error that lists every problem by
 * variable, and never a value. `more` finds problems between variables.
 */
export function parseEnvironment<S extends z.ZodType>(
  process: string,
  schema: S,
  env: Environment,
  more: (data: z.output<S>) => readonly string[] = () => [],
): z.output<S> {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = schema.safeParse(given);
  const problems = parsed.success
    ? more(parsed.data)
    : parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${messageOf(issue, given)}`);
  if (parsed.success && problems.length === 0) return parsed.data;
  const count = problems.length === 1 ? 'a problem' : `${String(problems.length)} problems`;
  throw new Error(
    `The configuration of ${process} has ${count}:\n${problems.map((line) => `  ${line}`).join('\n')}\nSee .env.example for what each variable means.`,
  );
}

function messageOf(issue: z.core.$ZodIssue, given: Environment): string {
  const [name] = issue.path;
  return typeof name === 'string' && given[name] === undefined ? 'is missing' : issue.message;
}
