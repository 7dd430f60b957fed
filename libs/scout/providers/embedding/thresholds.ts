import type { SimilarityThresholds } from '../ports.js';

/** Starting values of the design, known to work with Voyage's general models. */
const VOYAGE: SimilarityThresholds = {
  refresh: 0.85,
  corroborate: 0.92,
  similar: 0.65,
  heat: 0.7,
  response: 0.4,
  situation: 0.6,
  duplicateTension: 0.85,
};

/**
 * For the local English model, measured by `local.spec.ts` on its own pairs of civic items: two tellings of one item
 * 0.74 and above, same theme 0.45–0.70, unrelated up to 0.5. The bands lie closer together than Voyage's, so
 * corroboration asks for more agreement relative to them: a missed merge is better than a wrong one.
 */
const LOCAL: SimilarityThresholds = {
  refresh: 0.8,
  corroborate: 0.86,
  similar: 0.6,
  heat: 0.62,
  response: 0.4,
  situation: 0.55,
  duplicateTension: 0.82,
};

/** Thresholds of a model; a model not listed is taken to be of Voyage's kind. */
export function thresholdsOf(model: string): SimilarityThresholds {
  return model.startsWith('local-') ? LOCAL : VOYAGE;
}
