import type { NewFinding, Source } from '#graph';
import type { OwedPage } from '../../archive/index.js';
import { failingReason } from '../../domain/index.js';
import type { UnreadPage } from './scrape-input.js';

/** A source whose job failed. */
export interface FailedSource {
  readonly id: string;
  readonly value: string;
  readonly reason: string;
}

const EXAMPLES = 5;
const plural = (count: number, word: string): string => `${String(count)} ${word}${count === 1 ? '' : 's'}`;

/** `failed 8, budget 4`: what stood in the way, most often first. */
function causes(because: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const cause of because) counts.set(cause, (counts.get(cause) ?? 0) + 1);
  return [...counts]
    .toSorted(([a, one], [b, other]) => other - one || a.localeCompare(b))
    .map(([cause, count]) => `${cause} ${String(count)}`)
    .join(', ');
}

/** What a run says it could not read: how many pages, how many sources, and why. Empty when it read everything. */
export function notReadWarnings(
  unread: readonly (UnreadPage & { readonly sourceId: string })[],
  failed: readonly FailedSource[],
): string[] {
  const warnings: string[] = [];
  if (unread.length > 0) {
    const sources = new Set(unread.map(({ sourceId }) => sourceId)).size;
    warnings.push(
      `${plural(unread.length, 'page')} of ${plural(sources, 'source')} not read (${causes(unread.map(({ because }) => because))}), ` +
        `for example: ${unread[0]?.reason ?? ''}; the next run reads what is left`,
    );
  }
  if (failed.length > 0)
    warnings.push(
      `${plural(failed.length, 'source')} failed, for example ${failed[0]?.value ?? ''}: ${failed[0]?.reason ?? ''}`,
    );
  return warnings;
}

export const NOT_READ_TYPES = ['pages_not_read', 'source_failing'] as const;

/** What somebody should know of the region's reading: pages owed, and sources that fail or have dried up. */
export function notReadFindings(
  region: { readonly slug: string; readonly name: string },
  owed: readonly OwedPage[],
  sources: readonly Source[],
): NewFinding[] {
  const failing = sources.flatMap((source): NewFinding[] => {
    const reason = source.active ? failingReason(source) : null;
    return reason === null
      ? []
      : [
          {
            type: 'source_failing',
            severity: 'warning',
            targetId: source.id,
            targetLabel: source.name ?? source.canonicalValue,
            description: `${source.canonicalValue} ${reason}.`,
            suggestedAction:
              'Open the source: has it moved or changed, or does it refuse us? Mend its address or pause it.',
          },
        ];
  });
  if (owed.length === 0) return failing;
  const told = owed.slice(0, EXAMPLES).map(({ url, reason }) => `${url} (${reason ?? 'its reading broke off'})`);
  return [
    {
      type: 'pages_not_read',
      severity: 'warning',
      targetId: region.slug,
      targetLabel: region.name,
      description: `${plural(owed.length, 'page')} could not be read for signals, so signals may be missing: ${told.join('; ')}${owed.length > told.length ? '; …' : ''}`,
      suggestedAction: 'Run again when the provider is well or the budget allows: the next run reads them.',
    },
    ...failing,
  ];
}
