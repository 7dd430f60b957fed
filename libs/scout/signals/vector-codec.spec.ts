import { decodeVector, encodeVector } from './vector-codec.js';

describe('vectors in the journal', () => {
  it('come back as they were, to 32-bit precision', () => {
    const vector = [0.1, -0.25, 1, 0, 1e-7];
    const read = decodeVector(encodeVector(vector));
    expect(read).toHaveLength(vector.length);
    read.forEach((value, index) => {
      expect(value).toBeCloseTo(vector[index]!, 6);
    });
  });

  it('take less than six bytes a dimension', () => {
    expect(encodeVector(Array.from({ length: 1024 }, () => 0.123456789)).length).toBeLessThan(1024 * 6);
  });
});
