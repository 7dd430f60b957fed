import { progressInWords, statusInWords, warningsOf } from './run-words.js';

describe('a run in words', () => {
  it('says when it completed with warnings, and when it waits for people', () => {
    const plain = { waits: [], withWarnings: false };
    expect(statusInWords({ ...plain, status: 'COMPLETED' })).toBe('completed');
    expect(statusInWords({ ...plain, status: 'COMPLETED', withWarnings: true })).toBe('completed with warnings');
    expect(statusInWords({ ...plain, status: 'SUSPENDED', waits: [{ kind: 'APPROVAL', until: null }] })).toBe(
      'suspended, waits for approval',
    );
    expect(statusInWords({ ...plain, status: 'NEEDS_ATTENTION', waits: [{ kind: 'SOURCES', until: null }] })).toBe(
      'needs attention',
    );
  });

  it('says when it starts', () => {
    const until = '2026-05-01T03:00:00.000Z';
    const scheduled = { status: 'QUEUED', withWarnings: false, waits: [{ kind: 'START_TIME', until }] };
    expect(statusInWords(scheduled)).toBe(`queued, starts at ${until}`);
  });

  it('says what it does, and that it waits for approval of it', () => {
    const child = { id: 'a', phase: 'SUPERVISOR', status: 'SUSPENDED', nowDoing: 'Approve 2 signals' };
    const run = {
      status: 'SUSPENDED',
      phase: null,
      nowDoing: null,
      waits: [{ kind: 'APPROVAL', until: null }],
      children: [child],
    };
    expect(progressInWords(run)).toBe('supervisor: waits for approval (Approve 2 signals)');
    expect(progressInWords({ ...run, waits: [{ kind: 'SOURCES', until: null }] })).toBe(
      'supervisor: Approve 2 signals',
    );
    expect(progressInWords({ ...run, status: 'QUEUED', waits: [], children: [] })).toBe('queued');
  });

  it('names what was left out and not read, and counts the rest', () => {
    const failures = { totalCount: 3, named: [{ name: 'https://a.test', reason: 'gone' }] };
    expect(warningsOf({ skipped: ['no key for search'], failures })).toEqual([
      'left out: no key for search',
      'not read: https://a.test: gone',
      'not read: 2 more',
    ]);
  });
});
