import type { Json } from '#durable';

export const GATE_DECISIONS = ['approve', 'hold'] as const;
export type GateDecision = (typeof GATE_DECISIONS)[number];

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
