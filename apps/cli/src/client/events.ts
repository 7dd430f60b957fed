import type { Api } from './api.js';

/** One event of a run as the API streams it. */
export interface StreamedEvent {
  readonly id: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Parses one block of a server-sent-event stream; null for comments and heartbeats. */
export function parseEventBlock(block: string): StreamedEvent | null {
  let id = '';
  const data: string[] = [];
  for (const line of block.split(/\r?\n/)) {
    if (line.startsWith('id:')) id = line.slice(3).trim();
    else if (line.startsWith('data:')) data.push(line.slice(5).replace(/^ /, ''));
  }
  if (data.length === 0) return null;
  return { id, data: JSON.parse(data.join('\n')) as Readonly<Record<string, unknown>> };
}

const RECONNECT_MS = 1_000;

/** Follows the events of one run until `signal` is aborted; a broken connection continues behind the last event seen. */
export async function* followEvents(api: Api, runId: string, signal: AbortSignal): AsyncGenerator<StreamedEvent> {
  let last = '';
  while (!signal.aborted) {
    try {
      const headers: Record<string, string> = { accept: 'text/event-stream' };
      if (last !== '') headers['last-event-id'] = last;
      const response = await api.get(`/events?run=${encodeURIComponent(runId)}`, headers, signal);
      if (response.ok && response.body !== null) {
        for await (const event of readEvents(response.body)) {
          if (event.id !== '') last = event.id;
          yield event;
        }
      }
    } catch (cause) {
      if (signal.aborted) return;
      if (cause instanceof SyntaxError) throw cause;
    }
    await pause(RECONNECT_MS, signal);
  }
}

async function* readEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<StreamedEvent> {
  const decoder = new TextDecoder();
  let buffer = '';
  for await (const chunk of body) {
    buffer += decoder.decode(chunk, { stream: true });
    const blocks = buffer.split(/\r?\n\r?\n/);
    buffer = blocks.pop() ?? '';
    for (const block of blocks) {
      const event = parseEventBlock(block);
      if (event !== null) yield event;
    }
  }
}

/** Waits, or returns early when `signal` is aborted. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, ms);
    function done(): void {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    }
    signal.addEventListener('abort', done, { once: true });
  });
}
