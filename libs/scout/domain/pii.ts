import { findPhoneNumbersInText } from 'libphonenumber-js';

export interface PiiMatch {
  readonly kind: 'phone' | 'email' | 'ssn' | 'card' | 'street_address';
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const EMAIL = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.\p{L}{2,}/giu;
const SSN = /\b(?!000|666|9\d\d)\d{3}-(?!00)\d{2}-(?!0000)\d{4}\b/g;
const CARD = /\b(?:\d[ -]?){13,19}\b/g;
const STREET_ADDRESS =
  /\b\d{1,5}\s+(?:[NSEW]\.?\s+|North\s+|South\s+|East\s+|West\s+)?(?:\p{Lu}[\p{L}'.-]*\s+){1,3}(?:Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Lane|Ln|Drive|Dr|Court|Ct|Place|Pl|Way|Terrace|Ter|Circle|Cir)\b\.?/gu;
/** Words before an address or number that make it an organisation's: a venue, an office, a hotline. */
const ORGANISATION_NEARBY =
  /\b(?:office|hotline|helpline|center|centre|church|library|hall|school|clinic|pantry|park|department|council|union|foundation|association|city|county|dial|info|at the)\b/i;
const ROLE_MAILBOX =
  /^(?:info|contact|office|help|hello|volunteer|donate|press|media|support|admin|events?|news|team|board|clerk|outreach|intake|organizing?|union|hotline)\b/i;

function luhn(digits: string): boolean {
  let sum = 0;
  [...digits].toReversed().forEach((digit, index) => {
    const value = Number(digit) * (index % 2 === 1 ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  });
  return sum % 10 === 0;
}

const matches = (text: string, pattern: RegExp, kind: PiiMatch['kind']): PiiMatch[] =>
  [...text.matchAll(pattern)].map((match) => ({
    kind,
    text: match[0].trim(),
    start: match.index,
    end: match.index + match[0].length,
  }));

/** Phone numbers, e-mail addresses, SSN-like numbers, card numbers and street addresses in a text, in order. */
export function findPii(text: string, country: 'US' | 'CA' | 'MX' | 'GB' = 'US'): PiiMatch[] {
  const phones = findPhoneNumbersInText(text, country).map(({ startsAt, endsAt }) => ({
    kind: 'phone' as const,
    text: text.slice(startsAt, endsAt),
    start: startsAt,
    end: endsAt,
  }));
  const cards = matches(text, CARD, 'card').filter((match) => luhn(match.text.replace(/\D/g, '')));
  return [
    ...phones,
    ...matches(text, EMAIL, 'email'),
    ...matches(text, SSN, 'ssn'),
    ...cards,
    ...matches(text, STREET_ADDRESS, 'street_address'),
  ].toSorted((a, b) => a.start - b.start);
}

/** Characters of context in which a word makes a contact an organisation's. */
const CONTEXT_CHARS = 60;

/** The matches that may belong to a private person; contacts given for an organisation stay. SSN and card numbers are always private. */
export function findPrivatePii(text: string): PiiMatch[] {
  return findPii(text).filter((match) => {
    if (match.kind === 'ssn' || match.kind === 'card') return true;
    if (match.kind === 'email' && ROLE_MAILBOX.test(match.text)) return false;
    return !ORGANISATION_NEARBY.test(text.slice(Math.max(0, match.start - CONTEXT_CHARS), match.end + CONTEXT_CHARS));
  });
}

/** The text with private contacts taken out (`[removed]`). Organisation contacts stay. */
export function withoutPrivatePii(text: string): string {
  let cleaned = text;
  for (const match of findPrivatePii(text).toReversed())
    cleaned = `${cleaned.slice(0, match.start)}[removed]${cleaned.slice(match.end)}`;
  return cleaned;
}
