import { whatFollows } from './gates.js';

describe('what is said when a gate was decided', () => {
  it.each([
    ['approve', 'suspended', 'Approved: the run goes on.'],
    ['hold', 'suspended', 'Held: the run goes on without it.'],
    ['approve', 'paused', 'Approved: the run goes on when it is resumed.'],
    ['hold', 'paused', 'Held: the run goes on when it is resumed.'],
  ] as const)('%s, %s', (decision, status, said) => {
    expect(whatFollows(decision, status)).toBe(said);
  });
});
