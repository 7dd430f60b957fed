import { CommandError, EXIT } from '../output/exit-codes.js';

/** A phase as it is written on the command line: `situation-weaver`. */
const written = (phase: string): string => phase.toLowerCase().replaceAll('_', '-');

/** The API's name of the phase that somebody wrote. Throws a {@link CommandError} that says which there are. */
export function phaseNamed(text: string, phases: readonly string[]): string {
  const found = phases.find((phase) => written(phase) === written(text));
  if (found !== undefined) return found;
  throw new CommandError(
    `There is no phase "${text}".`,
    EXIT.usage,
    `The phases are: ${phases.map(written).join(', ')}.`,
  );
}
