/** Asks the API and returns `data`; throws with the first error's words. */
export async function askGraphql<T>(
  at: { url: string; token: string },
  query: string,
  variables: Record<string, unknown> = {},
): Promise<T> {
  const response = await fetch(at.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${at.token}` },
    body: JSON.stringify({ query, variables }),
    signal: AbortSignal.timeout(30_000),
  });
  const answer = (await response.json()) as { data?: T | null; errors?: { message: string }[] };
  const [error] = answer.errors ?? [];
  if (error || !answer.data) throw new Error(`GraphQL at ${at.url}: ${error?.message ?? `status ${response.status}`}`);
  return answer.data;
}
