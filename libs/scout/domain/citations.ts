import { findPii } from './pii.js';
import { normaliseTitle } from './title.js';

const CITATION = /\[signal:([^\]\s]+)\]/g;
const LEAST_OVERLAP = 0.3;
const SHORTEST_WORD = 4;
const SENTENCE_END = /(?<=[.!?](?:\s*\[signal:[^\]\s]+\])*)\s+(?=[\p{Lu}\p{N}“"'¿¡])/u;

export interface CitedSource {
  readonly title: string;
  readonly summary: string;
  readonly quotes: readonly string[];
}
export interface CitationCheck {
  /** Ids cited that exist, in order of appearance. */
  readonly cites: readonly string[];
  /** Why the text must not be published; empty when it may. */
  readonly problems: readonly string[];
  /** Share of sentences whose citations bear them out, 0–1. */
  readonly fidelity: number;
}

const contentWords = (text: string): Set<string> =>
  new Set(
    normaliseTitle(text)
      .split(' ')
      .filter((word) => word.length >= SHORTEST_WORD || /\d/.test(word)),
  );

/** Share of a sentence's content words that its sources use too, 0–1; 1 for a sentence without any. */
export function supportedShare(sentence: string, sources: readonly CitedSource[]): number {
  const claimed = contentWords(sentence.replace(CITATION, ' '));
  if (claimed.size === 0) return 1;
  const said = contentWords(
    sources.map((source) => [source.title, source.summary, ...source.quotes].join(' ')).join(' '),
  );
  return [...claimed].filter((word) => said.has(word)).length / claimed.size;
}

/**
 * Checks a dispatch: every sentence cites, every citation exists and says so (word overlap ≥ 0.3), and no personal contact stands in it.
 * @param sources what may be cited, by signal id
 */
export function checkCitations(body: string, sources: ReadonlyMap<string, CitedSource>): CitationCheck {
  const sentences = body
    .split(SENTENCE_END)
    .map((sentence) => sentence.trim())
    .filter((sentence) => contentWords(sentence.replace(CITATION, ' ')).size > 0);
  const problems: string[] = [];
  const cites = new Set<string>();
  let upheld = 0;
  for (const sentence of sentences) {
    const ids = [...sentence.matchAll(CITATION)].map((match) => match[1] ?? '');
    const known = ids.flatMap((id) => sources.get(id) ?? []);
    for (const id of ids) {
      if (sources.has(id)) cites.add(id);
      else problems.push(`cites an unknown signal: ${id}`);
    }
    if (ids.length === 0) problems.push(`uncited: "${sentence.slice(0, 80)}"`);
    else if (known.length > 0 && supportedShare(sentence, known) < LEAST_OVERLAP)
      problems.push(`not what its source says: "${sentence.slice(0, 80)}"`);
    else if (known.length === ids.length) upheld += 1;
  }
  if (sentences.length === 0) problems.push('says nothing');
  for (const match of findPii(body)) problems.push(`holds a personal contact (${match.kind})`);
  return { cites: [...cites], problems, fidelity: sentences.length === 0 ? 0 : upheld / sentences.length };
}
