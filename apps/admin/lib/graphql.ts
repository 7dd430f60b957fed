import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { print } from 'graphql';

/** What the API answered instead of data; `code` is its `extensions.code` or the HTTP status. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  constructor(
    message: string,
    readonly code: string,
  ) {
    super(message);
  }
}

interface Answer<T> {
  data?: T | null;
  errors?: { message: string; extensions?: { code?: string } }[];
}

/** Sends one operation with the session's cookie. Throws {@link ApiError} when the API answers with an error or not at all. */
export async function request<T, V>(document: TypedDocumentNode<T, V>, variables: V, signal?: AbortSignal): Promise<T> {
  let response: Response;
  try {
    response = await fetch('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-scout-csrf': '1', accept: 'application/json' },
      body: JSON.stringify({ query: print(document), variables }),
      signal: signal ?? null,
    });
  } catch (cause) {
    if (signal?.aborted === true) throw cause;
    throw new ApiError(
      'The API cannot be reached. It may be restarting; this page tries again by itself.',
      'UNREACHABLE',
    );
  }
  const answer = (await response.json().catch(() => ({}))) as Answer<T>;
  const first = answer.errors?.[0];
  if (first !== undefined) throw new ApiError(first.message, first.extensions?.code ?? String(response.status));
  if (answer.data === undefined || answer.data === null) {
    throw new ApiError(`The API answered with status ${String(response.status)} and no data.`, String(response.status));
  }
  return answer.data;
}
