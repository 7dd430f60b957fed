import type { Source, SourceRole } from '#graph';

/** Why a cold-start source exists, kept in its `gapContext.reason`: what was asked once is not paid for again. */
export const SEED_REASON = 'seed query';
export const TEMPLATE_REASON = 'template';
export const SUBREDDIT_REASON = 'subreddit of the region';
export const OUTLET_REASON = 'news outlet of the region';
export const CURATED_REASON = 'given by the operator';

const ASK_AGAIN_AFTER_DAYS = 30;
const MS_PER_DAY = 86_400_000;

type Known = Pick<Source, 'discoveryMethod' | 'createdAt' | 'gapContext'>;
type KnownWithRole = Known & Pick<Source, 'role'>;

function dueFor(sources: readonly Known[], now: Date, reasons: readonly string[]): boolean {
  const made = sources.filter(
    (source) => source.discoveryMethod === 'cold_start' && reasons.includes(source.gapContext?.reason ?? ''),
  );
  const newest = Math.max(...made.map((source) => new Date(source.createdAt).getTime()));
  return made.length === 0 || now.getTime() - newest >= ASK_AGAIN_AFTER_DAYS * MS_PER_DAY;
}

/** The roles whose seed queries the model is asked for: never answered for this region, or 30 days ago. */
export const seedsDue = <T extends { readonly role: SourceRole }>(
  seeds: readonly T[],
  sources: readonly KnownWithRole[],
  now: Date,
): T[] =>
  seeds.filter(({ role }) =>
    dueFor(
      sources.filter((source) => source.role === role),
      now,
      [SEED_REASON],
    ),
  );

/** The same for subreddits and outlets. */
export const mediaDue = (sources: readonly Known[], now: Date): boolean =>
  dueFor(sources, now, [SUBREDDIT_REASON, OUTLET_REASON]);
