import { CommandError, EXIT, exitCodeOfError } from '../output/exit-codes.js';
import type { Connection } from './connection.js';

interface Answer<T> {
  readonly data?: T | null;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
}

/** Talks to one API; every failure is a {@link CommandError} with its exit status. */
export class Api {
  constructor(private readonly connection: Connection) {}

  /** Runs one GraphQL operation. */
  async query<T>(document: string, variables: Readonly<Record<string, unknown>> = {}): Promise<T> {
    const response = await this.send('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: document, variables }),
    });
    const answer = (await response.json().catch(() => ({}))) as Answer<T>;
    const [error] = answer.errors ?? [];
    if (error !== undefined) {
      const code = error.extensions?.code ?? '';
      throw new CommandError(
        error.message,
        exitCodeOfError(code),
        code === 'UNAUTHENTICATED' ? 'Check the token (SCOUT_TOKEN or the stack file).' : undefined,
      );
    }
    if (answer.data === undefined || answer.data === null) {
      throw new CommandError(`The API answered with status ${String(response.status)} and no data.`, EXIT.runFailed);
    }
    return answer.data;
  }

  /** A plain GET of one of the API's other endpoints; statuses are the caller's to judge. */
  get(path: string, headers: Readonly<Record<string, string>> = {}, signal?: AbortSignal): Promise<Response> {
    return this.send(path, { headers, signal: signal ?? null });
  }

  /** A fresh one-time link to the dashboard, for the role of the token. */
  async signInLink(): Promise<string> {
    const response = await this.send('/auth/sign-in-code', { method: 'POST' });
    const { url } = (await response.json().catch(() => ({}))) as { url?: string };
    if (response.ok && url !== undefined) return url;
    const denied = response.status === 401 || response.status === 403;
    throw new CommandError(
      `The API gave no sign-in link (status ${String(response.status)}).`,
      denied ? EXIT.auth : EXIT.runFailed,
      denied ? 'Check the token (SCOUT_TOKEN or the stack file).' : undefined,
    );
  }

  private async send(path: string, init: RequestInit): Promise<Response> {
    try {
      return await fetch(new URL(path, this.connection.apiUrl), {
        ...init,
        headers: { ...(init.headers as Record<string, string>), authorization: `Bearer ${this.connection.token}` },
      });
    } catch (cause) {
      if (init.signal?.aborted === true) throw cause;
      throw new CommandError(
        `The API at ${this.connection.apiUrl} cannot be reached.`,
        EXIT.unreachable,
        'Is the system running? Start it with `npm start`; `npm run scout -- doctor` says what is wrong.',
      );
    }
  }
}
