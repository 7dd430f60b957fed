import type { ActorMention, Signal } from '#graph';
import { normaliseActorName, normaliseTitle } from '../../domain/index.js';
import type { PhaseContext } from '../phase.js';

const SIGNALS_AT_ONCE = 200;
const SHORTEST_NAME = 6;

interface KnownActor {
  readonly entityId: string;
  readonly name: string;
  readonly type: ActorMention['type'];
}

/** Known organisations that a signal names, by their whole name; persons are never linked by a mention. */
export function mentionedActors(
  signal: Pick<Signal, 'title' | 'summary' | 'organizer' | 'sourceAuthority'>,
  actors: readonly KnownActor[],
): { entityId: string; role: ActorMention['role'] }[] {
  const organizer = normaliseActorName(signal.organizer ?? '');
  const text = ` ${normaliseTitle(`${signal.title} ${signal.summary} ${signal.sourceAuthority ?? ''}`)} `;
  return actors.flatMap(({ entityId, name, type }): { entityId: string; role: ActorMention['role'] }[] => {
    if (type === 'individual') return [];
    const key = normaliseActorName(name);
    if (key.length < SHORTEST_NAME) return [];
    if (key === organizer) return [{ entityId, role: 'organizer' }];
    return text.includes(` ${key} `) ? [{ entityId, role: 'mentioned' }] : [];
  });
}

/** Links the run's signals that have no actor to the known actors they name. Looked at once. */
export async function linkActors({
  durable,
  region,
  now,
  services,
}: PhaseContext): Promise<{ linked: number; skipped: string[] }> {
  const linked = await durable.step('actors of signals', async () => {
    const signals = await services.signals.withoutActors(region.slug, SIGNALS_AT_ONCE);
    if (signals.length === 0) return 0;
    const actors: KnownActor[] = [];
    let after: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof services.actors.list>> = await services.actors.list(region.slug, {
        first: 500,
        after,
      });
      actors.push(...page.items);
      after = page.hasNextPage ? page.endCursor : null;
    } while (after !== null);
    const rows = signals.flatMap((signal) =>
      mentionedActors(signal, actors).map((mention) => ({ ...mention, signalId: signal.id })),
    );
    if (rows.length > 0) await services.actors.linkToSignals(region.slug, rows);
    await services.signals.mark(
      signals.map(({ id }) => id),
      { actorsExtractedAt: now.toISOString() },
    );
    return rows.length;
  });
  return { linked, skipped: [] };
}
