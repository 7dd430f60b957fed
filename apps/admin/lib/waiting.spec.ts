import { waitClause } from './waiting';

it.each([
  ['3 sources', 'waits for 3 sources'],
  ['a retry at 20:14 UTC', 'waits for a retry at 20:14 UTC'],
  ['to go on at 20:14 UTC', 'waits to go on at 20:14 UTC'],
  ['starts 21:00 UTC', 'starts 21:00 UTC'],
  [null, null],
])('what a run waits for is a clause: %s', (words, clause) => {
  expect(waitClause(words)).toBe(clause);
});
