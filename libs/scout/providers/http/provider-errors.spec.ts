import { Unanswered } from '../../budget/unanswered.js';
import { noAnswer } from './provider-errors.js';

const caused = (code: string): Error => new Error('fetch failed', { cause: Object.assign(new Error(code), { code }) });

describe('a call without a usable answer', () => {
  it.each([
    ['that broke off', caused('ECONNRESET')],
    ['that took too long', new DOMException('The operation was aborted due to timeout', 'TimeoutError')],
    ['whose answer can not be read', undefined],
  ])('may be charged for: one %s', (_what, cause) => {
    expect(noAnswer('Voyage', 'gone', cause)).toBeInstanceOf(Unanswered);
  });
  it.each([
    ['host', caused('ENOTFOUND')],
    ['server', caused('ECONNREFUSED')],
    ['server at any address', new Error('fetch failed', { cause: new AggregateError([caused('ECONNREFUSED')]) })],
  ])('is not charged for when there was no %s to send it to', (_what, cause) => {
    expect(noAnswer('Voyage', 'gone', cause)).not.toBeInstanceOf(Unanswered);
  });
});
