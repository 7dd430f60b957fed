import type { StackFile } from '../client/connection.js';
import { keysOf, prices, processes, runtime } from './doctor.js';

const stack: StackFile = {
  mode: 'town',
  urls: {},
  tokens: { viewer: 'v', operator: 'o', admin: 'a' },
  processes: [
    { role: 'api', pid: 11 },
    { role: 'worker', pid: 12 },
  ],
};

describe('doctor', () => {
  it('names the processes of a dead instance and the command that starts a new one', () => {
    const check = processes(stack, (pid) => pid === 11);
    expect(check.ok).toBe(false);
    expect(check.detail).toContain('worker (pid 12)');
    expect(check.fix).toBe('npm start');
  });

  it('is content when all of them live', () => {
    expect(processes(stack, () => true).ok).toBe(true);
  });

  it('refuses a runtime older than the dependencies need', () => {
    expect(runtime('20.20.2').ok).toBe(false);
    expect(runtime('24.9.0').ok).toBe(true);
  });

  it('warns of a price table over half a year old', () => {
    expect(prices('2026-11-21', new Date('2026-12-01')).ok).toBe(true);
    expect(prices('2026-01-01', new Date('2026-12-01'))).toMatchObject({ ok: false });
  });

  it('misses keys only where the real providers are asked', () => {
    const keys = [{ name: 'SERPER_API_KEY', given: false, without: 'no web search' }];
    expect(keysOf('town', keys)).toEqual([]);
    expect(keysOf('live', keys)).toMatchObject([{ ok: false, name: 'SERPER_API_KEY' }]);
  });
});
