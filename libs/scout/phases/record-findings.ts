import type { NewFinding } from '#graph';
import type { PhaseContext } from './phase.js';

/** Writes what holds now, and resolves open findings of these kinds that no longer do. Returns how many hold. */
export async function recordFindings(
  { durable, region, services }: PhaseContext,
  name: string,
  types: readonly string[],
  found: readonly NewFinding[],
): Promise<number> {
  return durable.step(name, async () => {
    if (found.length > 0) await services.findings.upsert(region.slug, found);
    for (const type of types) {
      const holding = new Set(found.filter((finding) => finding.type === type).map(({ targetId }) => targetId));
      const { items } = await services.findings.list(region.slug, { type, status: 'open', first: 1000 });
      for (const finding of items) {
        if (!holding.has(finding.targetId))
          await services.findings.setStatus(finding.id, 'resolved', 'It no longer holds.');
      }
    }
    return found.length;
  });
}
