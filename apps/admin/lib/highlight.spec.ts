import { highlight } from './highlight';

describe('highlight', () => {
  it('finds a quote whose spacing and case differ', () => {
    expect(highlight('On Monday the\n  Food Bank opens.', 'the food bank')).toEqual({
      before: 'On Monday ',
      quote: 'the\n  Food Bank',
      after: ' opens.',
    });
  });

  it('takes the quote as text, not as a pattern', () => {
    expect(highlight('a+b (c) costs $5', '(c) costs $5')?.quote).toBe('(c) costs $5');
  });

  it('says so when the quote is not there', () => {
    expect(highlight('something else', 'the food bank')).toBeNull();
  });

  it('keeps only some text around it', () => {
    const found = highlight(`${'x'.repeat(100)} quote ${'y'.repeat(100)}`, 'quote', 10);
    expect(found?.before).toHaveLength(11);
    expect(found?.after.endsWith('…')).toBe(true);
  });
});
