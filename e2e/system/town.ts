import type { System } from './system.js';

/** What the sample town really has. */
export interface Truth {
  readonly region: { readonly slug: string; readonly name: string; readonly query: string };
  readonly signals: readonly {
    readonly id: string;
    readonly type: string;
    readonly title: string;
    readonly quote: string;
    readonly url: string;
    readonly injected?: boolean;
  }[];
  readonly actors: readonly { readonly name: string }[];
}

/** One answered call of the outside world. */
export interface Call {
  readonly n: number;
  readonly at: string;
  readonly provider: string;
  readonly operation: string;
  readonly key: string;
  readonly billedMicroUsd: number;
  readonly runId: string | null;
  readonly step: string | null;
}

const townUrl = (system: System): string => system.file().urls.town ?? '';

export async function truthOf(system: System): Promise<Truth> {
  return (await (await fetch(`${townUrl(system)}/__truth`)).json()) as Truth;
}

/** Calls answered after number `since`. */
export async function callsOf(system: System, since = 0): Promise<readonly Call[]> {
  const text = await (await fetch(`${townUrl(system)}/__calls?since=${String(since)}`)).text();
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Call);
}

/** Sets faults of the outside world, e.g. `{ web: { latencyMs: 300 } }`; null clears them. */
export async function setFaults(system: System, faults: Record<string, unknown> | null): Promise<void> {
  const response = await fetch(`${townUrl(system)}/__faults`, {
    method: faults === null ? 'DELETE' : 'POST',
    headers: { 'content-type': 'application/json' },
    ...(faults === null ? {} : { body: JSON.stringify(faults) }),
  });
  if (!response.ok) throw new Error(`The town refused the faults: ${await response.text()}`);
}
