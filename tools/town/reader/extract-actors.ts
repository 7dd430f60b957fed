import { ReadText } from '../text/match.js';
import { answered, type Reader } from './answer.js';

/** `extract_actors`: the organisations that a document names and quotes. */
export const extractActors: Reader = (prompt, knowledge) =>
  answered({
    actors: prompt.documents.flatMap((document) => {
      const read = new ReadText(document.text);
      return knowledge.actorsIn(document.text).map((actor) => ({
        document_index: document.index,
        name: actor.name,
        type: actor.type,
        description: actor.description,
        // A site's own address is in front of whoever reads a page of it.
        url: actor.url !== null && (read.says(actor.url) || sameSite(actor.url, document.url)) ? actor.url : null,
        social_urls: (actor.socialUrls ?? []).filter((url) => read.says(url)),
        place: actor.place !== undefined && read.says(actor.place) ? actor.place : null,
        contact: actor.contact !== undefined && read.says(actor.contact) ? actor.contact : null,
        quote: actor.quote,
      }));
    }),
  });

function sameSite(a: string, b: string): boolean {
  return URL.canParse(a) && URL.canParse(b) && new URL(a).host === new URL(b).host;
}
