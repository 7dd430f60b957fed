import type { GraphTransaction } from '../database/graph-database.js';
import { deterministicId } from '../identity/deterministic-id.js';
import type { ActorMention } from '../model.js';
import { ENSURE_ACTORS } from './actor.statements.js';
import { nameKey } from './name-key.js';

/**
 * Links the mentioned actors to the signals, creating those not yet known by entity id. A private person who is merely
 * mentioned is neither created nor linked (domain.md, principle 6).
 */
export async function ensureActors(
  tx: GraphTransaction,
  region: string,
  mentions: readonly (ActorMention & { readonly signalId: string })[],
  now: Date,
): Promise<void> {
  const rows = mentions
    .filter(({ type, role }) => type !== 'individual' || role !== 'mentioned')
    .map((mention) => ({ ...mention, ...oneOf(mentions, mention), url: mention.url ?? null }))
    .map((mention) => ({ ...mention, nameKey: nameKey(mention.name), id: actorId(region, mention.entityId) }));
  if (rows.length > 0) await tx.run(ENSURE_ACTORS, { region, now: now.toISOString(), rows });
}

/** Mentions of one name in one call mean one actor: the first one's identity counts. A person is only ever itself. */
function oneOf(
  mentions: readonly ActorMention[],
  { name, type, entityId }: ActorMention,
): Pick<ActorMention, 'entityId'> {
  if (type === 'individual') return { entityId };
  const key = nameKey(name);
  const first = mentions.find((other) => other.type !== 'individual' && nameKey(other.name) === key);
  return { entityId: first?.entityId ?? entityId };
}

/** Id of an actor: its entity id within its region. */
export function actorId(region: string, entityId: string): string {
  return deterministicId('actor', region, entityId);
}
