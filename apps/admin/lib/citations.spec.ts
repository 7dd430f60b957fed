import { citationPieces } from './citations';

describe('citationPieces', () => {
  it('cuts a dispatch at its citations', () => {
    expect(citationPieces('Rents rose. [signal:a1] A clinic opened. [signal:b2]')).toEqual([
      { text: 'Rents rose. ' },
      { cites: 'a1' },
      { text: ' A clinic opened. ' },
      { cites: 'b2' },
    ]);
  });

  it('leaves text without citations whole', () => {
    expect(citationPieces('Nothing [here] is cited.')).toEqual([{ text: 'Nothing [here] is cited.' }]);
  });
});
