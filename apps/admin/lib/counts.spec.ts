import { countsInWords } from './counts';

describe('countsInWords', () => {
  it('says what happened and leaves out what did not', () => {
    expect(countsInWords({ signalsStored: 84, merged: 0, beacons: 3 })).toBe('signals stored 84 · beacons 3');
  });
});
