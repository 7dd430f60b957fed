const STREET = String.raw`\d{1,6}[A-Z]?\s+(?:[NSEW]\.?\s+|North\s+|South\s+|East\s+|West\s+)?(?:\d+(?:st|nd|rd|th)|[\p{Lu}][\p{L}.'’-]*)(?:\s+[\p{Lu}][\p{L}.'’-]*){0,4}?\s+(?:Street|St|Avenue|Ave|Av|Road|Rd|Boulevard|Blvd|Lane|Ln|Drive|Dr|Court|Ct|Place|Pl|Plaza|Way|Terrace|Parkway|Pkwy|Highway|Hwy|Circle|Square)\b\.?`;
const STREET_ADDRESS = new RegExp(STREET, 'u');
/** An address with what belongs to it: suite before or after, city, state, code. */
const FULL_ADDRESS = new RegExp(
  String.raw`(?:[\p{Lu}][\p{L}&.'’-]*(?:\s+(?:[\p{Lu}][\p{L}&.'’-]*|of|the|and|&|at|de))*\s*[,:–-]?\s+(?:at\s+)?)?(?:${STREET}|\d{1,6}\s+[NSEW]\.?\s+[\p{Lu}][\p{L}-]+)(?:,?\s*(?:Suite|Ste|Room|Rm|Floor|Fl|Unit|#|\d+(?:st|nd|rd|th)\s+Floor)\.?\s*[\w-]*)*(?:,?\s*[\p{Lu}][\p{L}]+(?:\s[\p{Lu}][\p{L}]+)?,?\s*(?:[A-Z]{2}|Michigan|Illinois|Minnesota|Texas)?\.?\s*(?:\d{5}(?:-\d{4})?)?)?`,
  'u',
);
const VENUE_WORD =
  /\b(?:room|hall|center|centre|library|church|school|auditorium|building|chambers?|office|park|museum|theat(?:er|re)|fieldhouse|campus|courthouse|gymnasium|commons|pavilion|plaza|club|virtual(?:ly)?|online|zoom|webinar|teleconference|microsoft teams|webex)\b/i;
const LABELLED = /^(?:location|where|place|venue|address|lugar|d[oó]nde)\s*[:：-]\s*(?<place>.+)$/i;
const HELD_AT =
  /\b(?:(?:be\s+)?held|meets?|takes? place|located|convenes?|gather)\b[^.:]*?\b(?:at|in|on)\s+(?:the\s+)?(?<place>[\p{Lu}\d][^.;:\n]*?)(?=\s+(?:at|from|starting|beginning|on|unless|every)\b|[.;:\n(]|$)/u;
const AFTER_AT = /(?:\bat|@)\s+(?:the\s+)?(?<place>[\p{Lu}\d][^;|\n]*)$/u;

/** `… in Huntington Place, Room 252`: only with a venue among the words, for `in` says much else. */
const AFTER_IN = /\bin\s+(?:the\s+)?(?<place>[\p{Lu}][^;|\n]*)$/u;
const POSTAL = /\b[\p{Lu}][\p{L}.]+,?\s+(?:[A-Z]{2}|Michigan|Illinois|Minnesota|Texas)\.?\s+\d{5}\b/u;
/** What is published or decided, no place to go to. */
const PUBLISHED = /\b(?:plans?|agendas?|minutes|recordings?|notices?|committee of|board meeting)\b/i;

const trimmed = (place: string): string =>
  place.replace(/^[\s,:–-]+|(?:[\s,;:–-]|\s(?:at|on|from|in))+$/gu, '').replace(/\s+/g, ' ');

/** Whether a text is likely the name of a place: a street address, or few words with a venue among them. */
export const looksLikePlace = (text: string): boolean =>
  STREET_ADDRESS.test(text) ||
  POSTAL.test(text) ||
  (VENUE_WORD.test(text) && !PUBLISHED.test(text) && text.split(/\s+/).length <= 14);

/** The place that a label names: `Location: City Hall, Room 2`. Null for other lines. */
export const labelledPlace = (text: string): string | null => {
  const place = LABELLED.exec(text)?.groups?.['place'];
  return place === undefined ? null : trimmed(place);
};

/** The place that a sentence gives: after `held at`, or the address in it. Null when it gives none. */
export function placeInSentence(text: string): string | null {
  const held = HELD_AT.exec(text)?.groups?.['place'];
  const address = FULL_ADDRESS.exec(text)?.[0];
  if (held !== undefined) {
    const place = trimmed(held);
    // `held at the Fieldhouse, 1700 S. Wentworth` stops at the point after S: the address continues it.
    const whole = address !== undefined && address.includes(place.split(',')[0] ?? place) ? trimmed(address) : place;
    const joined =
      address !== undefined && !whole.includes(address) && !STREET_ADDRESS.test(whole)
        ? `${whole}, ${trimmed(address)}`
        : whole;
    if (looksLikePlace(joined) || (/^[\p{Lu}]/u.test(joined) && !PUBLISHED.test(joined))) return joined.slice(0, 200);
  }
  return address === undefined ? null : trimmed(address).slice(0, 200);
}

/** The place in what is left of a dated row once date and time are taken out. */
export function placeInRow(rest: string): string | null {
  const after = AFTER_AT.exec(rest)?.groups?.['place'];
  if (after !== undefined && (looksLikePlace(after) || /^[\p{Lu}]/u.test(after))) return trimmed(after).slice(0, 200);
  const address = FULL_ADDRESS.exec(rest)?.[0];
  if (address !== undefined) return trimmed(address).slice(0, 200);
  const inside = AFTER_IN.exec(rest)?.groups?.['place'];
  return inside !== undefined && looksLikePlace(inside) ? trimmed(inside).slice(0, 200) : null;
}
