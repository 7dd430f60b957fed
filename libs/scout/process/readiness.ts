import { probeStores, type Stores } from '../stores/index.js';

/** Whether a process can do its work, and if not, what is wrong. */
export interface Readiness {
  readonly ready: boolean;
  readonly body: {
    readonly status: 'ready' | 'not ready';
    readonly migrated: boolean;
    readonly stores: Readonly<
      Record<string, { readonly ok: boolean; readonly elapsedMs: number; readonly problem?: string }>
    >;
  };
}

/** Ready: every store answers within its own time limit, and the schemas are at this code's version. */
export async function readiness(stores: Stores, migrated: boolean): Promise<Readiness> {
  const probes = await probeStores(stores);
  const ready = migrated && probes.every(({ problem }) => problem === null);
  const entries = probes.map(({ store, problem, elapsedMs }) => {
    const ok = problem === null;
    return [store, ok ? { ok, elapsedMs } : { ok, elapsedMs, problem }] as const;
  });
  return { ready, body: { status: ready ? 'ready' : 'not ready', migrated, stores: Object.fromEntries(entries) } };
}
