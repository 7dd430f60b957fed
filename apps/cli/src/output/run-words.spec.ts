import { progressInWords, statusInWords, warningsOf } from './run-words.js';

describe('a run in words', () => {
  it('says when it completed with warnings, and when it waits for people', () => {
    const plain = { waits: [], withWarnings: false };
    expect(statusInWords({ ...plain, status: 'COMPLETED' })).toBe('completed');
    expect(statusInWords({ ...plain, status: 'COMPLETED', withWarnings: true })).toBe('completed with warnings');
    expect(statusInWords({ ...plain, status: 'SUSPENDED', waits: [{ kind: 'APPROVAL' }] })).toBe(
      'suspended, waits for approval',
    );
    expect(statusInWords({ ...plain, status: 'NEEDS_ATTENTION', waits: [{ kind: 'SOURCES' }] })).toBe(
      'needs attention',
    );
  });

  it('says what it does, and that it waits for approval of it', () => {
    const child = { id: 'a', phase: 'SUPERVISOR', status: 'SUSPENDED', nowDoing: 'Approve 2 signals' };
    const run = { status: 'SUSPENDED', phase: null, nowDoing: null, waits: [{ kind: 'APPROVAL' }], children: [child] };
    expect(progressInWords(run)).toBe('supervisor: waits for approval (Approve 2 signals)');
    expect(progressInWords({ ...run, waits: [{ kind: 'SOURCES' }] })).toBe('supervisor: Approve 2 signals');
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
