import type { Actor } from '#graph';
import { duplicateActors, pairKey } from './auto-fix.js';

const actor = (id: string, more: Partial<Actor> = {}): Actor => ({
  id,
  region: 'r',
  entityId: id,
  name: 'Food Bank',
  type: 'organization',
  description: null,
  domains: [],
  socialUrls: [],
  locationName: null,
  location: null,
  contact: null,
  discoveryDepth: 0,
  evidence: null,
  signalCount: 0,
  firstSeen: '2026-01-01',
  lastActive: '2026-01-01',
  ...more,
});

describe('duplicate actors', () => {
  const big = actor('big', { signalCount: 5, domains: ['food.org'] });
  const small = actor('small', { name: 'The Food Bank, Inc.', domains: ['food.org'] });

  it('are merged into the one with more signals when a second thing agrees', () => {
    expect(duplicateActors([small, big], new Set())).toMatchObject([
      { survivor: { id: 'big' }, duplicate: { id: 'small' }, because: 'same domain food.org' },
    ]);
  });
  it('stay two when only their names agree', () => {
    expect(duplicateActors([actor('a'), actor('b', { domains: ['x.org'] })], new Set())).toEqual([]);
  });
  it('stay two when somebody decided so', () => {
    expect(duplicateActors([small, big], new Set([pairKey('small', 'big')]))).toEqual([]);
  });
});
