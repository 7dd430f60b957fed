'use client';

import { useQueryClient } from '@tanstack/react-query';
import { createContext, useContext, useEffect, useState, type ReactNode } from 'react';
import { keepListening } from './listening';
import { meQuery } from './session';
import { whileVisible } from './while-visible';

/** `live`: events arrive as they happen. `offline`: they do not, and the page may be behind. */
export type Liveness = 'connecting' | 'live' | 'offline';
const LivenessContext = createContext<Liveness>('connecting');
export const useLiveness = (): Liveness => useContext(LivenessContext);

/** At most one refresh in this time, however many events arrive. */
const REFRESH_EVERY_MS = 700;

/** Listens to the event stream and refreshes what the pages show. */
export function LiveUpdates({ children }: { children: ReactNode }) {
  const client = useQueryClient();
  const [liveness, setLiveness] = useState<Liveness>('connecting');

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const refresh = () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        void client.invalidateQueries({ refetchType: 'active' });
      }, REFRESH_EVERY_MS);
    };
    const listen = () =>
      keepListening(() => new EventSource('/events'), {
        opened: () => {
          setLiveness('live');
          refresh();
        },
        lost: () => {
          setLiveness('offline');
        },
        // It may be because the session is over: then the page goes to sign-in, and this ends with it.
        refused: () => void client.invalidateQueries({ queryKey: meQuery.queryKey }),
        told: refresh,
      });
    const stop = whileVisible(document, listen);
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [client]);

  return <LivenessContext value={liveness}>{children}</LivenessContext>;
}
