import type { RunRecord } from '#durable';
import { presentRun } from './present-run.js';

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
  it('is labelled with the end of its id when the input names no source', () => {
    expect(presentRun({ ...record, input: {} }).label).toBe('abc');
  });
});
