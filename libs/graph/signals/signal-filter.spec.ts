import { selectSignals } from './signal-filter.js';

describe('the selection of signals', () => {
  it('names no value in its text, whatever the filter holds', () => {
    const evil = "x' OR 1=1 //";
    const { match, params } = selectSignals(evil, {
      runId: evil,
      sourceId: evil,
      situationId: evil,
      actorId: evil,
      search: evil,
    });
    expect(match).not.toContain(evil);
    expect(params).toMatchObject({ region: evil, runId: evil, search: 'x AND or AND 1 AND (1 OR 1*)' });
  });

  it('always stays within the region', () => {
    expect(selectSignals('r', {}).match).toContain('s.region = $region');
    expect(selectSignals('r', { search: 'food' }).match).toContain('s.region = $region');
  });
});
