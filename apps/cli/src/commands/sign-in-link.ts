import { EXIT, type ExitCode } from '../output/exit-codes.js';
import type { CommandContext } from './command.js';

/** `scout sign-in-link`: a link that opens the dashboard once, with the role of the token that asks. */
export async function signInLink({ api, printer }: CommandContext): Promise<ExitCode> {
  const url = await api.signInLink();
  if (printer.json) printer.record({ type: 'sign-in-link', url });
  else printer.line(url);
  return EXIT.ok;
}
