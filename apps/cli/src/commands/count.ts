import { InvalidArgumentError } from 'commander';

/** A count on the command line. Throws what commander tells as wrong usage. */
export function countOf(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('It must be a whole number, 1 or more.');
  return Number(text);
}
