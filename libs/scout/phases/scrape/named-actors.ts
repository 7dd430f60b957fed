import type { ActorMention } from '#graph';
import { actorSlug, canonicalKey, normaliseActorName } from '../../domain/index.js';
import type { KeptSignal } from '../../extraction/index.js';

/** Words that name a body, not a person. */
const BODY =
  /\b(?:association|alliance|bank|board|center|centre|centro|church|city|clinic|club|coalition|college|commission|committee|company|cooperative|co-?op|council|county|department|district|foundation|friends of|group|health|hospital|inc|institute|league|library|llc|ministry|mosque|museum|network|office|pantry|parish|partnership|project|school|service|services|society|synagogue|temple|trust|union|university|volunteers)\b/i;

/** Words of a person's title or role, which stand beside names of bodies: "Jane Doe, City Clerk". */
const PERSON =
  /^(?:mr|mrs|ms|mx|dr|rev|fr|sr|pastor|rabbi|imam|chief|mayor|officer|sgt)\b\.?|\b(?:assistant|chair(?:man|woman|person)?|clerk|commissioner|coach|coordinator|councilm(?:a|e)n|councilmember|director|manager|organizer|pastor|president|principal|secretary|superintendent|teacher|treasurer)\b|@/i;
/** Two words of which the second is a surname as often as a body: "Maria Church". */
const SURNAME_TOO = /^\p{Lu}[\p{L}'’-]+\s+(?:Bank|Center|Church|City|College|Park|Parish|School|Temple|Trust|Union)$/u;
/** Whether a name alone says that it is a body's. */
const namesABody = (name: string): boolean => BODY.test(name) && !PERSON.test(name) && !SURNAME_TOO.test(name.trim());

/** An account that speaks for itself. */
export interface Account {
  readonly name: string;
  readonly url: string;
}

/**
 * The organisations behind a signal: its organizer, when the text names it as an organisation or its name says so, and the
 * account that published it. Anybody else may be a private person, and no actor is made of a guess.
 */
export function namedActors(
  { content, found }: Pick<KeptSignal, 'content' | 'found'>,
  author: Account | undefined,
): ActorMention[] {
  const { organizer } = content;
  const mentions: ActorMention[] = [];
  if (author !== undefined && author.name.trim() !== '')
    mentions.push({
      name: author.name.trim(),
      entityId: canonicalKey(author.url),
      type: 'organization',
      role: 'author',
      url: author.url,
    });
  if (organizer !== null) {
    const key = normaliseActorName(organizer);
    const isNamed = found.organizations.some((name) => normaliseActorName(name) === key);
    if (isNamed || namesABody(organizer))
      mentions.push({ name: organizer, entityId: actorSlug(organizer), type: 'organization', role: 'organizer' });
  }
  return mentions;
}
