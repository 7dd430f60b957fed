const LONGEST_SLUG = 60;

/** `Austin, TX` → `austin-tx`: lower case letters, digits and single hyphens; the last hyphen part is never all there is to tell it from a number. */
export function regionSlug(name: string): string {
  const slug = name
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, LONGEST_SLUG)
    .replace(/^-+|-+$/g, '');
  if (slug === '')
    throw new Error(
      `"${name}" has no letters to make a region's name of; give the region by its city and state, e.g. "Austin, TX".`,
    );
  return /^\d+$/.test(slug) ? `region-${slug}` : slug;
}
