import type { RunEvent } from '#durable';

/** One event in the wire format of server-sent events; its id is what a reader sends as `Last-Event-ID`. */
export function eventBlock(event: RunEvent): string {
  const data = {
    seq: event.seq,
    type: event.type,
    runId: event.runId,
    rootId: event.rootId,
    region: event.objectKey,
    at: event.at.toISOString(),
    data: event.data,
  };
  return `id: ${String(event.seq)}\ndata: ${JSON.stringify(data)}\n\n`;
}

/** The number in a `Last-Event-ID`; null when none was sent. */
export function lastEventId(value: unknown): number | 'malformed' | null {
  if (value === undefined || value === '') return null;
  return typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : 'malformed';
}
