import { money } from './money';

describe('sums of money', () => {
  it('are dollars with two digits, small ones with four', () => {
    expect(money(0)).toBe('$0.00');
    expect(money(1_234_567)).toBe('$1.23');
    expect(money(4_200)).toBe('$0.0042');
  });
});
