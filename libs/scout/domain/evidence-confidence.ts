interface Piece {
  readonly relevance: 'direct' | 'supporting' | 'contradicting' | 'original';
  readonly confidence: number;
}

const RULES = {
  direct: { from: 0.7, move: 0.05, cap: 0.15 },
  supporting: { from: 0.5, move: 0.02, cap: 0.06 },
  contradicting: { from: 0.7, move: -0.1, cap: Number.POSITIVE_INFINITY },
} as const;
export const LEAST_CONFIDENCE = 0.1;
export const MOST_CONFIDENCE = 1;

/**
 * How far the given pieces of evidence move a confidence; each piece counts once (the caller passes new ones only).
 * A contradiction weighs more than a confirmation (rule R19).
 */
export function evidenceShift(evidence: readonly Piece[]): number {
  const shift = (relevance: keyof typeof RULES): number => {
    const { from, move, cap } = RULES[relevance];
    const total = evidence.filter((piece) => piece.relevance === relevance && piece.confidence >= from).length * move;
    return Math.max(-cap, Math.min(cap, total));
  };
  return shift('direct') + shift('supporting') + shift('contradicting');
}

/** A confidence after evidence, within 0.1–1. */
export function withEvidence(confidence: number, evidence: readonly Piece[]): number {
  const moved = confidence + evidenceShift(evidence);
  return Math.round(Math.max(LEAST_CONFIDENCE, Math.min(MOST_CONFIDENCE, moved)) * 1e6) / 1e6;
}
