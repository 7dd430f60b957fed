import type { DurableClient, Json, RunId } from '#durable';
import type { SignalRepository } from '#graph';
import { ASKED_ABOUT } from '../phases/approval-gate.js';
import type { Gate } from './gates.js';

/** Signals that did not go live because nobody approved them, and that nobody has decided about since. */
export class HeldSignals {
  constructor(
    private readonly durable: Pick<DurableClient, 'step'>,
    private readonly signals: Pick<SignalRepository, 'stillStaged'>,
  ) {}

  /** Ids of those that a gate held; none of one that is open or was approved. */
  async of(gate: Gate): Promise<string[]> {
    if (!endedWithoutApproval(gate)) return [];
    const step = await this.durable.step(gate.runId as RunId, ASKED_ABOUT);
    return this.signals.stillStaged(signalsAsked(step?.output ?? null, gate.subject));
  }
}

/** Whether what a gate asked about was not let through: somebody held it, its time ran out, or its run ended first. */
export function endedWithoutApproval({ state, decision }: Pick<Gate, 'state' | 'decision'>): boolean {
  return state !== 'pending' && decision !== 'approve';
}

/** All signals that a gate asked about, from the journal; those that its subject names, where the journal has none. */
export function signalsAsked(journaled: Json, subject: Json): readonly string[] {
  return Array.isArray(journaled) ? textsIn(journaled) : textsIn((subject as SignalsNamed | null)?.signalIds);
}

interface SignalsNamed {
  readonly signalIds?: Json;
}

function textsIn(value: Json | undefined): readonly string[] {
  return Array.isArray(value) ? value.filter((id): id is string => typeof id === 'string') : [];
}
