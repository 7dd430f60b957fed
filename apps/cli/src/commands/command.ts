import type { Api } from '../client/api.js';
import type { Connection } from '../client/connection.js';
import type { Printer } from '../output/printer.js';

/** What every command is given. */
export interface CommandContext {
  readonly api: Api;
  readonly connection: Connection;
  readonly printer: Printer;
  /** Whether stderr is a terminal that wants colour and bars. */
  readonly interactive: boolean;
}
