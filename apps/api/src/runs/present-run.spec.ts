import type { RunRecord } from '#durable';
import { presentPart, presentRun, signalLookedInto } from './present-run.js';

const record = {
  id: 'austin-tx-1~scrape~abc',
  rootId: 'austin-tx-1',
  kind: 'scrape_source',
  objectKey: null,
  output: null,
} as unknown as RunRecord;

describe('a run as the API shows it', () => {
  it('is labelled with the source that its job reads', () => {
    const input = { region: { slug: 'austin-tx' }, source: { id: 's', value: 'https://city.example/events' } };
    expect(presentRun({ ...record, input })).toMatchObject({
      label: 'https://city.example/events',
      kind: 'source',
      region: 'austin-tx',
    });
  });
  it('says since when it is paused, but not once it has ended all the same', () => {
    const pauseRequestedAt = new Date('2026-11-26T08:00:00Z');
    const paused = { ...record, input: {}, pauseRequestedAt, finishedAt: null };
    expect(presentRun(paused).pausedAt).toBe(pauseRequestedAt);
    expect(presentRun({ ...paused, finishedAt: new Date() }).pausedAt).toBeNull();
  });
  it('was taken up by nobody before it started, though a kill raised its epoch', () => {
    const killed = { ...record, input: {}, epoch: 1, status: 'cancelled' as const, finishedAt: new Date() };
    expect(presentRun({ ...killed, startedAt: null }).attempts).toBe(0);
    expect(presentRun({ ...killed, startedAt: new Date(), epoch: 3 }).attempts).toBe(3);
  });
  it('is labelled with the end of its id when the input names no source', () => {
    expect(presentRun({ ...record, input: {} }).label).toBe('abc');
  });
});

describe('a run that is named only', () => {
  it.each([
    ['scrape_source', { source: { name: 'City Council' } }, 'City Council', 'scrape'],
    ['scrape', {}, 'Scrape', 'scrape'],
    ['full_run', {}, 'Full Run', null],
  ])('%s with %j is %s of phase %s', (kind, input, label, phase) => {
    expect(presentPart({ id: 'austin-tx-1', kind, input })).toEqual({ id: 'austin-tx-1', label, phase });
  });
});

it('a run looks into a signal only when it is an investigation', () => {
  expect(signalLookedInto({ kind: 'investigation', input: { signalId: 's-1' } })).toBe('s-1');
  expect(signalLookedInto({ kind: 'investigation', input: {} })).toBeNull();
  expect(signalLookedInto({ kind: 'scrape', input: { signalId: 's-1' } })).toBeNull();
});
