import { Cancelled, TerminalError } from '#durable';
import { afterTrouble, leftOut } from './without-answer.js';

describe('a paid step without an answer', () => {
  it('is an outcome with its reason when the provider was in trouble', () => {
    expect(afterTrouble(new TerminalError('Anthropic answered 500'))).toEqual({
      kind: 'troubled',
      reason: 'Anthropic answered 500',
    });
  });
  it.each([new Cancelled('stopped'), new TerminalError('key refused', 'CREDENTIAL_REFUSED')])(
    'is thrown again when nothing else can go on: %s',
    (error) => {
      expect(() => afterTrouble(error)).toThrow(error);
    },
  );
  it('is counted in what a run left out', () => {
    expect(leftOut('review', ['budget', null, 'failed', 'failed', 'budget'])).toEqual([
      'review: budget',
      'review: 2 without an answer (failed)',
    ]);
    expect(leftOut('review', [null])).toEqual([]);
  });
});
