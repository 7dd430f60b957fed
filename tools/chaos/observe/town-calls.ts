import type { PaidCall } from './observations.js';

interface TownCall {
  readonly at: string;
  readonly key: string;
  readonly billedMicroUsd: number;
  readonly runId: string | null;
  readonly step: string | null;
}

/** Every call that the town's log says was paid for by a step of a run. */
export async function paidCallsOf(town: string): Promise<PaidCall[]> {
  const response = await fetch(`${town}/__calls`);
  if (!response.ok) throw new Error(`The town's call log answers ${response.status}.`);
  const lines = (await response.text()).split('\n').filter((line) => line !== '');
  return lines.flatMap((line) => {
    const { at, key, billedMicroUsd, runId, step } = JSON.parse(line) as TownCall;
    return billedMicroUsd > 0 && runId !== null && step !== null ? [{ at: Date.parse(at), key, runId, step }] : [];
  });
}
