import type { RunId } from '#durable';

/** `{region}-{unix seconds}`: the key of a root run. */
export function rootRunId(slug: string, unixSeconds: number): RunId {
  return `${slug}-${String(unixSeconds)}` as RunId;
}

/** First identifier from `now` on that `isTaken` denies: two runs of one second get following numbers. */
export async function freeRunId(slug: string, now: Date, isTaken: (id: RunId) => Promise<boolean>): Promise<RunId> {
  for (let second = Math.floor(now.getTime() / 1_000); ; second++) {
    const id = rootRunId(slug, second);
    if (!(await isTaken(id))) return id;
  }
}
