import { setTimeout as delay } from 'node:timers/promises';
import { steadyNow } from '../observe/steady-clock.js';
import type { InjectedFault } from '../observe/observations.js';
import type { PlannedFault } from '../schedule.js';
import { workerName } from '../system/chaos-system.js';
import { CATALOGUE } from './catalogue.js';
import type { Target } from './fault.js';

/** Injects a schedule's faults at their times, several at once where they overlap; resolves when the last is over. `told` gets each as it ends. */
export async function injectAll(
  faults: readonly PlannedFault[],
  target: Target,
  told: (fault: InjectedFault) => void,
  signal: AbortSignal,
): Promise<InjectedFault[]> {
  const startedAt = performance.now();
  const under: Promise<InjectedFault>[] = [];
  for (const fault of faults) {
    const waitMs = fault.atMs - (performance.now() - startedAt);
    if (waitMs > 0) await delay(waitMs, undefined, { signal });
    signal.throwIfAborted();
    under.push(
      injected(fault, target).then((done) => {
        told(done);
        return done;
      }),
    );
  }
  return Promise.all(under);
}

async function injected(fault: PlannedFault, target: Target): Promise<InjectedFault> {
  const { n, kind, group } = fault;
  const from = steadyNow();
  const base = { n, kind, group, target: targetOf(fault), from };
  try {
    const { pid, detail } = await CATALOGUE[kind](fault, target);
    return { ...base, to: steadyNow(), pid, applied: true, detail };
  } catch (error) {
    // Its target may be down because of another fault; it is reported as not done.
    const detail = error instanceof Error ? error.message : String(error);
    return { ...base, to: steadyNow(), pid: null, applied: false, detail };
  }
}

/** What a fault is done to, in a word. */
function targetOf({ kind, group, worker, store, provider }: PlannedFault): string {
  if (kind.startsWith('connections-')) return `${group} to ${store}`;
  if (kind === 'provider') return provider;
  if (kind === 'duplicate') return group;
  const [restarted] = kind.split('-');
  return kind.startsWith('redis-') || kind.endsWith('-restart') ? (restarted ?? kind) : workerName(group, worker);
}
