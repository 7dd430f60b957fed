import { notificationOf, type Alert } from './notification.js';

const region = { slug: 'austin-tx', name: 'Austin, TX' };
const alert = (more: Partial<Alert> = {}): Alert => ({
  severity: 'warning',
  target: 'City news',
  description: 'could not be read',
  suggestedAction: null,
  ...more,
});

describe('what a webhook is told', () => {
  it('is nothing when there is nothing but infos', () => {
    expect(notificationOf(region, 'r-1', [alert({ severity: 'info' })])).toBeNull();
  });
  it('names region, run and what is wrong, errors first', () => {
    const told = notificationOf(region, 'r-1', [alert(), alert({ severity: 'error', target: 'Budget' })]);
    expect(told?.text).toBe(
      'Austin, TX: 2 new findings (run r-1)\nError – Budget: could not be read\nWarning – City news: could not be read',
    );
    expect(told?.alerts.map(({ target }) => target)).toEqual(['Budget', 'City news']);
  });
  it('shows ten and counts the rest', () => {
    expect(
      notificationOf(
        region,
        'r-1',
        Array.from({ length: 12 }, () => alert()),
      )?.text,
    ).toMatch(/… and 2 more$/);
  });
});
