import { createLogger } from './logger.js';

describe('createLogger', () => {
  const lineOf = (fields: object): string => {
    let line = '';
    createLogger('test', 'info', { write: (text) => void (line = text) }).warn(fields, 'it happened');
    return line;
  };

  it('writes an error with its own fields, but not the connection it came from', () => {
    const lost = Object.assign(new Error('Connection terminated'), { code: '57P01', client: { secretKey: 934218234 } });
    const line = lineOf({ err: lost });
    expect(JSON.parse(line)).toMatchObject({
      name: 'test',
      err: { message: 'Connection terminated', code: '57P01', stack: expect.any(String) as string },
      msg: 'it happened',
    });
    expect(line).not.toContain('934218234');
  });

  it('never writes what stands under the name of a secret', () => {
    const line = lineOf({ store: { password: 'hunter2' }, request: { authorization: 'Bearer abc' } });
    expect(line).toContain('[redacted]');
    expect(line).not.toMatch(/hunter2|Bearer/);
  });

  it('writes as it is what is no error', () =>
    expect(JSON.parse(lineOf({ err: 'gone' }))).toMatchObject({ err: 'gone' }));
});
