import { pageProblem } from './page-problem.js';

describe('pageProblem', () => {
  it.each([
    ['404 | City', 'Sorry', 'not_found'],
    ['City', 'The page you requested could not be found.', 'not_found'],
    ['Just a moment...', 'Checking your browser before accessing city.gov', 'blocked'],
    ['Forum', 'You must log in to view this topic.', 'login_required'],
    [null, '  ', 'empty'],
  ] as const)('%s / %s → %s', (title, text, problem) => {
    expect(pageProblem(title, text)).toBe(problem);
  });
  it('reads a long page that only mentions an error', () => {
    expect(
      pageProblem(
        'Council minutes',
        `The clerk said the page was not found. ${'Minutes of the meeting. '.repeat(100)}`,
      ),
    ).toBeNull();
  });
});
