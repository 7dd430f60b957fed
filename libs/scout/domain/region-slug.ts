const LONGEST_SLUG = 60;

/** A letter that no slug can hold: of a name with such letters only the rest would be left, which may be the name of another region. */
const OTHER_LETTER = /(?=\p{L})[^\p{Script=Latin}\p{Script=Common}]/u;

/**
 * `Austin, TX` → `austin-tx`: lower case letters, digits and single hyphens; the last hyphen part is never all there is to tell it from a number.
 * Null for a name of which none can be made: without letters and digits, or with letters of another script than Latin.
 */
export function regionSlug(name: string): string | null {
  const plain = name.normalize('NFKD').replace(/\p{M}+/gu, '');
  if (OTHER_LETTER.test(plain)) return null;
  const slug = plain
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, LONGEST_SLUG)
    .replace(/^-+|-+$/g, '');
  if (slug === '') return null;
  return /^\d+$/.test(slug) ? `region-${slug}` : slug;
}
