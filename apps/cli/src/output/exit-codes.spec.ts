import { EXIT, exitCodeOfError, exitCodeOfRefusal } from './exit-codes.js';

describe('exit codes', () => {
  it('tells a refusal for money and an unknown region apart from other refusals', () => {
    expect(exitCodeOfRefusal('BUDGET_EXCEEDED')).toBe(EXIT.budget);
    expect(exitCodeOfRefusal('REGION_NOT_FOUND')).toBe(EXIT.notFound);
    expect(exitCodeOfRefusal('REGION_BUSY')).toBe(EXIT.refused);
  });

  it('tells a wrong token from a wrong question', () => {
    expect(exitCodeOfError('UNAUTHENTICATED')).toBe(EXIT.auth);
    expect(exitCodeOfError('BAD_USER_INPUT')).toBe(EXIT.usage);
    expect(exitCodeOfError('INTERNAL_SERVER_ERROR')).toBe(EXIT.runFailed);
  });
});
