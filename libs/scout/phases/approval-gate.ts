import type { Json } from '#durable';

export const GATE_DECISIONS = ['approve', 'hold'] as const;
export type GateDecision = (typeof GATE_DECISIONS)[number];

/** The step that journals the ids of all signals that a gate asks about; its subject names only the first. */
export const ASKED_ABOUT = 'still staged';

/** What people are asked; kept with the gate. */
export interface GateQuestion {
  /** In words: "Approve 12 signals before they go live". */
  readonly title: string;
  readonly options: readonly GateDecision[];
  /** What it is about. */
  readonly subject: Json;
}

/** What the one who decided said. */
export interface GateAnswer {
  readonly decision: GateDecision;
  readonly note: string | null;
  readonly by: string;
}
