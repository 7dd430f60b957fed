import { isSearchable } from '../vectors/cosine.js';
import { indexVector } from '../vectors/index-vector.js';
import type { NewSituation, SituationUpdate } from './situation.repository.js';

/** Properties of a situation just opened. */
export function initialProperties(situation: NewSituation): Record<string, unknown> {
  return {
    temperature: 0,
    tension_heat: 0,
    entity_velocity: 0,
    response_gap: 0,
    amplification: 0,
    clarity_need: 0,
    arc: 'emerging',
    clarity: 'fuzzy',
    sensitivity: 'general',
    echo_score: 0,
    structured_state: '{}',
    ...updatedProperties(situation),
  };
}

/** Properties an update sets: only what it gives. */
export function updatedProperties(update: SituationUpdate): Record<string, unknown> {
  const properties = {
    headline: update.headline,
    lede: update.lede,
    structured_state: update.structuredState === undefined ? undefined : JSON.stringify(update.structuredState),
    sensitivity: update.sensitivity,
    temperature: update.temperature,
    tension_heat: update.parts?.tensionHeat,
    entity_velocity: update.parts?.entityVelocity,
    response_gap: update.parts?.responseGap,
    amplification: update.parts?.amplification,
    clarity_need: update.parts?.clarityNeed,
    arc: update.arc,
    clarity: update.clarity,
    echo_score: update.echoScore,
    narrative_embedding: searchable(update.narrativeEmbedding),
    causal_embedding: searchable(update.causalEmbedding),
  };
  return Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== undefined));
}

function searchable(vector: readonly number[] | undefined): readonly number[] | undefined {
  return vector !== undefined && isSearchable(vector) ? indexVector(vector) : undefined;
}
