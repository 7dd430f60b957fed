import { actorSlug, canonicalUrl, resolveActor } from '../../domain/index.js';
import type { NewActor } from '#graph';
import type { ActorVerdict } from '../../domain/index.js';
import type { PhaseContext } from '../phase.js';
import { actorSources } from './actor-sources.js';
import { newActor } from './found-actor.js';
import type { FoundActor } from './found-actor.js';

export type ActorsStored = { readonly actors: number; readonly sources: number };

/**
 * Writes the actors of one page: each is resolved against those known, its decision kept, its site and accounts made sources.
 * Idempotent: known actors only gain what was unknown of them.
 */
export async function storeActors(
  context: PhaseContext,
  name: string,
  found: readonly FoundActor[],
): Promise<ActorsStored> {
  const { durable, region, services } = context;
  return durable.step<ActorsStored>(name, async () => {
    let created = 0;
    let sourcesCreated = 0;
    for (const one of found) {
      const draft = newActor(one);
      const identical = await services.actors.byEntityId(region.slug, draft.entityId);
      const named = await services.actors.candidates(region.slug, draft.name, draft.type);
      const candidates = identical === null ? named : [identical, ...named];
      const verdict = resolveActor(draft, candidates);
      const actor = { ...draft, entityId: identityOf(draft, verdict) };
      const written = await services.actors.upsertMany(region.slug, [actor]);
      created += written.created.length;
      const other =
        verdict.kind === 'review' ? candidates.find(({ entityId }) => entityId === verdict.entityId) : undefined;
      const [made] = written.created;
      if (other !== undefined && made !== undefined && verdict.kind === 'review') {
        // A pair that only shares its name stays two until somebody decides otherwise.
        await services.findings.upsert(region.slug, [
          {
            type: 'actor_pair',
            severity: 'info',
            targetId: made.id,
            targetLabel: made.name,
            description: `Is this the same as "${other.name}" (${other.entityId})? ${verdict.because}.`,
            suggestedAction: 'Merge the two actors or dismiss this finding.',
          },
        ]);
      }
      sourcesCreated += await publishSources(context, actor, one);
    }
    return { actors: created, sources: sourcesCreated };
  });
}

/** Whose identity a draft gets: that of whom it is; its name's where its address is somebody else's; else its own. */
export function identityOf(draft: Pick<NewActor, 'entityId' | 'name'>, verdict: ActorVerdict): string {
  if (verdict.kind === 'same') return verdict.entityId;
  return verdict.kind === 'review' && verdict.entityId === draft.entityId ? actorSlug(draft.name) : draft.entityId;
}

async function publishSources(
  { region, services }: PhaseContext,
  actor: ReturnType<typeof newActor>,
  found: FoundActor,
): Promise<number> {
  const site = found.url === null ? null : canonicalUrl(found.url);
  const wanted = actorSources(actor, site !== null && !actor.socialUrls.includes(site) ? site : null, region);
  const { created } = await services.sources.upsertMany(region.slug, wanted);
  for (const source of created) await services.sources.linkActor(actor.entityId, source.id);
  return created.length;
}
