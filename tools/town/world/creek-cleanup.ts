import type { Moment, TownClock } from './clock.js';

/** One event that four pages tell of, each in its own words; the sites that tell it import their sentence from here. */
export const cleanupStarts = (clock: TownClock): Moment => clock.next('saturday', 2, '09:00');
export const CLEANUP_TITLE = 'Mill Creek cleanup';
export const CLEANUP_SUMMARY =
  'Volunteers clear trash and storm debris from Mill Creek, starting at the Foundry Street Bridge; gloves and bags are provided.';

/** How each of the other pages sums it up: near the organizers' words, never the same. */
export const CLEANUP_RETOLD = {
  events:
    'Volunteers clear trash and storm debris from Mill Creek, starting at the Foundry Street Bridge, gloves and bags provided.',
  radio:
    'Volunteers will clear trash and storm debris from Mill Creek, starting at the Foundry Street Bridge, with gloves and bags provided.',
  reddit:
    'Volunteers clear trash and storm debris from Mill Creek, starting at the Foundry Street Bridge, with gloves and bags there.',
} as const;

/** The organizers' own words. */
export const cleanupAtFriends = (clock: TownClock): string =>
  `Join the Mill Creek cleanup on ${cleanupStarts(clock).human} at the Foundry Street Bridge: we clear trash and storm debris, gloves and bags are provided.`;
/** The events site copies them almost to the letter. */
export const cleanupAtEvents = (clock: TownClock): string =>
  `Mill Creek cleanup on ${cleanupStarts(clock).human} at the Foundry Street Bridge. Clear trash and storm debris with us, gloves and bags provided.`;
/** The radio's note. */
export const cleanupAtRadio = (clock: TownClock): string =>
  `Volunteers will clear trash and storm debris from Mill Creek on ${cleanupStarts(clock).human}, starting at the Foundry Street Bridge, with gloves and bags provided.`;
/** A neighbor's post. */
export const cleanupAtReddit = (clock: TownClock): string =>
  `Reminder: Mill Creek cleanup, ${cleanupStarts(clock).human}, meet at the Foundry Street Bridge. Gloves and bags are there.`;
