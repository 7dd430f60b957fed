/** Names of months and weekdays that pages use, English and Spanish. */
const MONTHS: readonly (readonly string[])[] = [
  ['january', 'jan', 'enero', 'ene'],
  ['february', 'feb', 'febrero'],
  ['march', 'mar', 'marzo'],
  ['april', 'apr', 'abril', 'abr'],
  ['may', 'mayo'],
  ['june', 'jun', 'junio'],
  ['july', 'jul', 'julio'],
  ['august', 'aug', 'agosto', 'ago'],
  ['september', 'sept', 'sep', 'septiembre'],
  ['october', 'oct', 'octubre'],
  ['november', 'nov', 'noviembre'],
  ['december', 'dec', 'diciembre', 'dic'],
];
const WEEKDAYS: readonly (readonly string[])[] = [
  ['sunday', 'sun', 'domingo'],
  ['monday', 'mon', 'lunes'],
  ['tuesday', 'tues', 'tue', 'martes'],
  ['wednesday', 'wed', 'weds', 'miércoles', 'miercoles'],
  ['thursday', 'thurs', 'thur', 'thu', 'jueves'],
  ['friday', 'fri', 'viernes'],
  ['saturday', 'sat', 'sábado', 'sabado'],
];

const alternatives = (names: readonly (readonly string[])[]): string =>
  names
    .flat()
    .toSorted((a, b) => b.length - a.length)
    .join('|');
export const MONTH_WORDS = alternatives(MONTHS);
export const WEEKDAY_WORDS = alternatives(WEEKDAYS);

const indexOf = (names: readonly (readonly string[])[], word: string): number =>
  names.findIndex((forms) => forms.includes(word.toLowerCase().replace(/\.$/, '')));

/** 1–12, or 0 for no month. */
export const monthNumber = (word: string): number => indexOf(MONTHS, word) + 1;
/** 0 (Sunday) – 6, or null. */
export function weekdayNumber(word: string | undefined): number | null {
  const index = word === undefined ? -1 : indexOf(WEEKDAYS, word);
  return index < 0 ? null : index;
}
