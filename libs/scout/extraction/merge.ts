import { jaccard, normaliseTitle, sameDay } from '../domain/index.js';
import { STANDS_BESIDE_MODEL, type FoundSignal } from './found-signal.js';

const SAME_TITLE_JACCARD = 0.5;

function sameEvent(a: FoundSignal['content'], b: FoundSignal['content']): boolean {
  if (a.type !== b.type) return false;
  if (a.startsAt !== null && b.startsAt !== null && !sameDay(a.startsAt, b.startsAt)) return false;
  const [left, right] = [normaliseTitle(a.title), normaliseTitle(b.title)];
  return left === right || left.includes(right) || right.includes(left) || jaccard(left, right) >= SAME_TITLE_JACCARD;
}

/** Structured data wins on dates, places and status; the model keeps what only a reader knows. */
function withStructured(read: FoundSignal, structured: FoundSignal): FoundSignal {
  const { content } = structured;
  return {
    ...read,
    content: {
      ...read.content,
      startsAt: content.startsAt ?? read.content.startsAt,
      endsAt: content.endsAt ?? read.content.endsAt,
      timeZone: content.timeZone ?? read.content.timeZone,
      rrule: content.rrule ?? read.content.rrule,
      nextOccurrence: content.nextOccurrence ?? read.content.nextOccurrence,
      eventStatus:
        content.eventStatus === 'scheduled'
          ? (read.content.eventStatus ?? 'scheduled')
          : (content.eventStatus ?? read.content.eventStatus),
      location: content.location ?? read.content.location,
      locationName: content.locationName ?? read.content.locationName,
      locationPrecision: content.locationPrecision ?? read.content.locationPrecision,
      organizer: content.organizer ?? read.content.organizer,
      actionUrl: content.actionUrl ?? read.content.actionUrl,
    },
    organizations: [...new Set([...read.organizations, ...structured.organizations])],
    certainty: Math.max(read.certainty, structured.certainty),
  };
}

/**
 * One list of what structured readers and the model found on a page: the same event (type, day, like title) once.
 * Where a model read the page (`modelRead`), listings and feed notices only sharpen what it found.
 */
export function mergeFound(
  structured: readonly FoundSignal[],
  fromModel: readonly FoundSignal[],
  modelRead: boolean,
): FoundSignal[] {
  const unused = new Set(structured);
  const merged = fromModel.map((read) => {
    const candidates = [...unused].filter((candidate) => sameEvent(read.content, candidate.content));
    const match = candidates.find((candidate) => candidate.content.startsAt === read.content.startsAt) ?? candidates[0];
    if (match === undefined) return read;
    unused.delete(match);
    return STANDS_BESIDE_MODEL.has(match.readFrom) ? withStructured(read, match) : read;
  });
  return [...merged, ...[...unused].filter((found) => !modelRead || STANDS_BESIDE_MODEL.has(found.readFrom))];
}
