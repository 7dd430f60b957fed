'use client';

import { useState } from 'react';
import {
  ResetScoutStatusDocument,
  ResumeScoutRunDocument,
  RunScoutDocument,
  RunScoutPhaseDocument,
  StopScoutDocument,
  type RegionRowFragment,
  type ScoutPhase,
} from '@/generated/graphql';
import { useAction } from '@/lib/action';
import { request } from '@/lib/graphql';

/** A question that is asked before something is done. */
export type Question =
  | { kind: 'rerun'; region: RegionRowFragment; phase: ScoutPhase; label: string; disables: readonly string[] }
  | { kind: 'reset'; region: RegionRowFragment }
  | { kind: 'later'; region: RegionRowFragment }
  | null;

/** Starting, stopping and resetting runs: one request a click, refusals kept until dismissed. */
export function useRunControl() {
  const { act, ...action } = useAction();
  const [question, ask] = useState<Question>(null);

  const start = (query: string, phase: ScoutPhase | null, startAt: string | null = null) => {
    act(() =>
      phase === null
        ? request(RunScoutDocument, { query, startAt })
        : request(RunScoutPhaseDocument, { query, phase, startAt }),
    );
  };

  return {
    ...action,
    act,
    question,
    ask,
    /** Starts a phase, or a full run; at a moment to come when one is given. */
    start,
    /** Starts at once, or asks first when an earlier phase would disable later ones. */
    choose: (region: RegionRowFragment, phase: ScoutPhase | null, label: string) => {
      const state = region.phases.find((candidate) => candidate.phase === phase);
      if (phase !== null && state !== undefined && state.disables.length > 0) {
        const disables = region.phases
          .filter((other) => state.disables.includes(other.phase))
          .map((other) => other.label);
        ask({ kind: 'rerun', region, phase, label, disables });
        return;
      }
      start(region.regionSlug, phase);
    },
    stop: (query: string) => {
      act(() => request(StopScoutDocument, { query, kill: false }));
    },
    /** Lets a paused run go on. */
    resume: (runId: string) => {
      act(() => request(ResumeScoutRunDocument, { runId }));
    },
    reset: (query: string, reason: string) => {
      act(() => request(ResetScoutStatusDocument, { query, reason }));
    },
  };
}

export type RunControl = ReturnType<typeof useRunControl>;
