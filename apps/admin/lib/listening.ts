/** The part of an `EventSource` that is listened to. */
export type Stream = Pick<
  EventSource,
  'onopen' | 'onerror' | 'onmessage' | 'readyState' | 'CLOSED' | 'addEventListener' | 'close'
>;

interface Heard {
  readonly opened: () => void;
  /** The connection is away; it is tried again. */
  readonly lost: () => void;
  /** The server answered with something else than a stream. */
  readonly refused: () => void;
  readonly told: () => void;
}

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 15_000;

/** How long to wait after so many refusals in a row before a new stream is opened, in milliseconds. */
export function pauseMs(refusals: number): number {
  return Math.min(FIRST_PAUSE_MS * 2 ** Math.max(0, refusals - 1), LONGEST_PAUSE_MS);
}

/**
 * Keeps a stream open until the returned function is called. A browser connects again by itself after a broken connection,
 * but never after an answer that is no stream, as a proxy gives it while the server behind it restarts.
 */
export function keepListening(connect: () => Stream, heard: Heard): () => void {
  let refusals = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const begin = (): Stream => {
    const fresh = connect();
    fresh.onopen = () => {
      refusals = 0;
      heard.opened();
    };
    fresh.onerror = () => {
      heard.lost();
      if (fresh.readyState !== fresh.CLOSED) return;
      heard.refused();
      refusals += 1;
      clearTimeout(timer);
      timer = setTimeout(() => {
        stream = begin();
      }, pauseMs(refusals));
    };
    fresh.onmessage = heard.told;
    fresh.addEventListener('run', heard.told);
    return fresh;
  };
  let stream = begin();
  return () => {
    clearTimeout(timer);
    stream.close();
  };
}
