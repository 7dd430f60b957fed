import { INDEX_DIMENSIONS } from '../vectors/index-vector.js';
import { initialProperties, updatedProperties } from './situation-properties.js';
import { situationOf } from './situation-row.js';
import type { SituationRow } from './situation-row.js';

describe('properties of a situation', () => {
  it('an update sets only what it gives', () => {
    expect(updatedProperties({ temperature: 0, arc: 'cold' })).toEqual({ temperature: 0, arc: 'cold' });
  });
  it('vectors are filled up for the index; one without a direction is left out', () => {
    expect(updatedProperties({ narrativeEmbedding: [1, 2] })['narrative_embedding']).toHaveLength(INDEX_DIMENSIONS);
    expect(updatedProperties({ causalEmbedding: [0, 0] })).toEqual({});
  });
  it('begins emerging, fuzzy and cold', () => {
    expect(initialProperties({ headline: 'H', lede: 'L' })).toMatchObject({
      arc: 'emerging',
      clarity: 'fuzzy',
      temperature: 0,
      headline: 'H',
    });
  });
  it('structured state is read back', () => {
    const row = { structuredState: '{"a":1}' } as SituationRow;
    expect(situationOf(row).structuredState).toEqual({ a: 1 });
    expect(situationOf({ ...row, structuredState: null }).structuredState).toEqual({});
  });
});
