import { normaliseTitle } from './title.js';

const LEGAL_SUFFIX = /\b(?:incorporated|inc|llc|ltd|limited|corporation|corp|co|company|nfp|plc|gmbh|pbc|501 ?c ?3)\b/g;
const LEADING_ARTICLE = /^the /;

/** An organisation's or person's name as it is compared: case, accents, punctuation, legal suffixes and a leading article folded. Idempotent. */
export function normaliseActorName(name: string): string {
  const folded = normaliseTitle(name.replace(/['’.]/g, ''));
  const bare = folded.replace(LEGAL_SUFFIX, ' ').replace(/\s+/g, ' ').trim().replace(LEADING_ARTICLE, '');
  return bare === '' ? folded : bare;
}

/** Key of an actor without a site of its own: `actor:` and its name as a slug. */
export const actorSlug = (name: string): string => `actor:${normaliseActorName(name).replaceAll(' ', '-')}`;
