import { fromCursor, toCursor } from './cursor.js';

describe('a cursor of the event stream', () => {
  it('names the place it was made from, also of a restored database', () => {
    for (const place of [
      { tx: '812', id: '3' },
      { tx: '-7', id: '12345678901' },
    ])
      expect(fromCursor(toCursor(place))).toEqual(place);
  });

  it('is told from any other text', () => {
    for (const text of ['', '12', '1.2.3', 'x', '1.', '.1', '9'.repeat(19) + '.1', "1.1' OR 1=1"])
      expect(fromCursor(text)).toBeNull();
  });
});
