import { plainWords } from '../text/match.js';
import { REGION } from '../world/region.js';
import { answered, type Reader } from './answer.js';

/** `local_media`: what a model may remember of a town's press; nothing for any other region. */
export const localMedia: Reader = (prompt) => {
  const isTown = prompt.region !== null && plainWords(prompt.region.name).startsWith(plainWords(REGION.name));
  if (!isTown) return answered({ subreddits: [], outlets: [] });
  return answered({
    subreddits: ['AlderFalls'],
    outlets: [
      { name: 'Alder Falls Courier', homepage: 'https://alderfallscourier.example/' },
      { name: 'Riverbend Public Radio', homepage: 'https://riverbendradio.example/' },
    ],
  });
};
