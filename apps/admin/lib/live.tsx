'use client';

import { useQueryClient } from '@tanstack/react-query';
import { createContext, useContext, useEffect, useState, type ReactNode } from 'react';

/** `live`: events arrive as they happen. `offline`: they do not, and the page may be behind. */
export type Liveness = 'connecting' | 'live' | 'offline';
const LivenessContext = createContext<Liveness>('connecting');
export const useLiveness = (): Liveness => useContext(LivenessContext);

/** At most one refresh in this time, however many events arrive. */
const REFRESH_EVERY_MS = 700;

/** Listens to the event stream and refreshes what the pages show; the browser reconnects and replays by `Last-Event-ID`. */
export function LiveUpdates({ children }: { children: ReactNode }) {
  const client = useQueryClient();
  const [liveness, setLiveness] = useState<Liveness>('connecting');

  useEffect(() => {
    const stream = new EventSource('/events');
    let timer: ReturnType<typeof setTimeout> | undefined;
    const refresh = () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        void client.invalidateQueries({ refetchType: 'active' });
      }, REFRESH_EVERY_MS);
    };
    stream.onopen = () => {
      setLiveness('live');
      refresh();
    };
    stream.onerror = () => {
      setLiveness('offline');
    };
    stream.onmessage = refresh;
    stream.addEventListener('run', refresh);
    return () => {
      stream.close();
      clearTimeout(timer);
    };
  }, [client]);

  return <LivenessContext value={liveness}>{children}</LivenessContext>;
}
