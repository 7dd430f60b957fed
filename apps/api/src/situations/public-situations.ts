import type { SituationWords } from '#graph';
import { supportedShare } from '#scout/domain';

/**
 * The situations that the public may see: those with a member it may read, and whose headline and lede say nothing that
 * only the members say that it may not read.
 */
export function publicIds(situations: readonly SituationWords[]): string[] {
  return situations.filter(isPublic).map(({ id }) => id);
}

function isPublic({ headline, lede, shown, hidden }: SituationWords): boolean {
  if (shown.length === 0) return false;
  const text = `${headline}\n${lede}`;
  const known = shown.map(asSource);
  return supportedShare(text, known) >= supportedShare(text, [...known, ...hidden.map(asSource)]);
}

function asSource({ title, summary }: SituationWords['shown'][number]) {
  return { title, summary: summary ?? '', quotes: [] };
}
