import { returnPath, signInPath } from './return-path';

describe('where sign-in returns to', () => {
  it('is the path it came from, with what stands behind it', () => {
    expect(returnPath('/runs/town-1~flow~scrape?failed=true&step=a%2Fb')).toBe(
      '/runs/town-1~flow~scrape?failed=true&step=a%2Fb',
    );
  });

  it.each([
    undefined,
    '',
    'runs',
    'https://elsewhere.example/',
    '//elsewhere.example/',
    '/\\elsewhere.example/',
    '/\t/elsewhere.example/',
    '/a/..//elsewhere.example/',
    '/sign-in?returnTo=/runs',
    'javascript:alert(1)',
  ])('is home for %j', (wanted) => {
    expect(returnPath(wanted)).toBe('/');
  });

  it('is carried in the address of the sign-in page', () => {
    expect(signInPath('/runs?status=FAILED')).toBe('/sign-in?returnTo=%2Fruns%3Fstatus%3DFAILED');
    expect(signInPath('/')).toBe('/sign-in');
    expect(signInPath('/sign-in')).toBe('/sign-in');
  });
});
