import { isEventCursor, type RunEvent } from '#durable';

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
  return `id: ${event.cursor}\ndata: ${JSON.stringify(data)}\n\n`;
}

/** The event that a `Last-Event-ID` names; null when none was sent. */
export function lastEventId(value: unknown): { readonly cursor: string } | 'malformed' | null {
  if (value === undefined || value === '') return null;
  return typeof value === 'string' && isEventCursor(value) ? { cursor: value } : 'malformed';
}
