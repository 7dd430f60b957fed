import { findPii, findPrivatePii, withoutPrivatePii } from './pii.js';

describe('findPii', () => {
  it('finds phone and e-mail', () => {
    expect(findPii('Call (612) 555-0199... or write jane.doe@example.org').map(({ kind }) => kind)).toContain('email');
    expect(findPii('Call Jane at 612-922-3344').map(({ kind }) => kind)).toEqual(['phone']);
  });
  it('finds SSN-like and valid card numbers', () => {
    expect(findPii('ssn 123-45-6789').some(({ kind }) => kind === 'ssn')).toBe(true);
    expect(findPii('4111 1111 1111 1111').some(({ kind }) => kind === 'card')).toBe(true);
    expect(findPii('4111 1111 1111 1112').some(({ kind }) => kind === 'card')).toBe(false);
  });
  it('passes a plain event sentence', () => {
    expect(findPii('The cleanup starts at 10 am on March 14, 2026 with 25 volunteers.')).toEqual([]);
  });
});

describe('findPrivatePii', () => {
  it('leaves contacts of an organisation', () => {
    expect(findPrivatePii('Questions? Call the food pantry office at 612-922-3344 or write info@pantry.org')).toEqual(
      [],
    );
  });
  it('removes those of a person', () => {
    expect(withoutPrivatePii('Maria lives at 412 Oak Street and answers at maria77@mail.com')).toBe(
      'Maria lives at [removed] and answers at [removed]',
    );
  });
});
