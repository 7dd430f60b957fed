import { runInNewContext } from 'node:vm';
import { isTransient } from './transient.js';

const coded = (code: string): Error => Object.assign(new Error('x'), { code });

describe('isTransient', () => {
  it.each(['ECONNREFUSED', 'ECONNRESET', '57P01', '57P03', '40P01', '40001', '08006', '53300'])(
    'waits for %s to pass',
    (code) => {
      expect(isTransient(coded(code))).toBe(true);
    },
  );
  it.each(['23505', '42P01', '22P02', '57014'])('takes %s for an answer', (code) => {
    expect(isTransient(coded(code))).toBe(false);
  });
  it('knows a broken connection that carries no code, from whatever realm', () => {
    expect(isTransient(new Error('Connection terminated unexpectedly'))).toBe(true);
    expect(isTransient(runInNewContext(`Object.assign(new Error('connect'), { code: 'ECONNREFUSED' })`))).toBe(true);
    expect(isTransient(new AggregateError([coded('ECONNREFUSED')]))).toBe(true);
  });
  it('does not mistake other things', () => {
    for (const thing of [null, undefined, 'ECONNRESET', new Error('no such table')])
      expect(isTransient(thing)).toBe(false);
  });
});
