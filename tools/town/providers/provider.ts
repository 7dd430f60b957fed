import type { IncomingHttpHeaders } from 'node:http';

/** A request as a stand-in sees it; `url` is relative to the provider's own root. */
export interface TownRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
  /** What the real service would have charged; 0 for anything that failed. */
  readonly billedMicroUsd: number;
}

/** One outside service on the wire. Adding one = one file and one line in `server.ts`. */
export interface Provider {
  readonly name: string;
  /** What is asked of the service, for the call log. */
  operation(request: TownRequest): string;
  answer(request: TownRequest): Reply | Promise<Reply>;
  /** How the service says that it failed with this status. */
  failure(status: number, retryAfterSeconds: number | null): Reply;
}

/** A JSON answer. */
export function json(
  status: number,
  value: unknown,
  options: { headers?: Readonly<Record<string, string>>; billedMicroUsd?: number } = {},
): Reply {
  return {
    status,
    headers: { 'content-type': 'application/json', ...options.headers },
    body: JSON.stringify(value),
    billedMicroUsd: status < 400 ? (options.billedMicroUsd ?? 0) : 0,
  };
}

/** The body as a JSON object, or null when it is none. */
export function jsonObject(request: TownRequest): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(request.body.toString('utf8'));
    return isRecord(value) ? value : null;
  } catch {
    return null;
  }
}

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const retryHeader = (seconds: number | null): Record<string, string> =>
  seconds === null ? {} : { 'retry-after': String(seconds) };
