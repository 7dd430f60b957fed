import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { getOperationAST, print } from 'graphql';

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

/** How long a read may take, in milliseconds; then it counts as not answered and can be tried again. */
const READ_WITHIN_MS = 30_000;

/**
 * Sends one operation with the session's cookie. Throws {@link ApiError} when the API answers with an error or not at all.
 * Only a read is given up after a time: what became of anything else could not be told.
 */
export async function request<T, V>(document: TypedDocumentNode<T, V>, variables: V, signal?: AbortSignal): Promise<T> {
  const isRead = getOperationAST(document)?.operation === 'query';
  const late = isRead ? AbortSignal.timeout(READ_WITHIN_MS) : undefined;
  const ends = [signal, late].filter((end) => end !== undefined);
  let response: Response;
  let answer: Answer<T>;
  try {
    response = await fetch('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-scout-csrf': '1', accept: 'application/json' },
      body: JSON.stringify({ query: print(document), variables }),
      signal: AbortSignal.any(ends),
    });
    answer = await answerIn<T>(response);
  } catch (cause) {
    if (signal?.aborted === true) throw cause;
    if (late?.aborted === true)
      throw new ApiError(`The API did not answer within ${String(READ_WITHIN_MS / 1_000)} s.`, 'TIMED_OUT');
    throw new ApiError(
      'The API cannot be reached. It may be restarting; this page tries again by itself.',
      'UNREACHABLE',
    );
  }
  const first = answer.errors?.[0];
  if (first !== undefined) throw new ApiError(first.message, first.extensions?.code ?? String(response.status));
  if (answer.data === undefined || answer.data === null) {
    throw new ApiError(`The API answered with status ${String(response.status)} and no data.`, String(response.status));
  }
  return answer.data;
}

/** What a response says; nothing when it is no JSON, as from a proxy. */
async function answerIn<T>(response: Response): Promise<Answer<T>> {
  const text = await response.text();
  try {
    return JSON.parse(text) as Answer<T>;
  } catch {
    return {};
  }
}
