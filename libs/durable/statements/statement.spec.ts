import { statement } from './statement.js';

describe('statement', () => {
  it('keeps names apart that Postgres would cut to the same one', () => {
    const name = `commitPaidSteps-blobs+${'settle the reservation of '.repeat(2)}`;
    const [one, other] = [statement(`${name}a`, ''), statement(`${name}b`, '')];
    expect(one.name).not.toBe(other.name);
    expect(Buffer.byteLength(one.name)).toBeLessThanOrEqual(63);
    expect(statement('runById', '').name).toBe('durable.runById');
  });
});
