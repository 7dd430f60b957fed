import { contentOf } from '../../signals/index.js';
import { namedActors } from './named-actors.js';

const signal = (organizer: string | null, organizations: string[] = []) => ({
  content: contentOf({ type: 'aid', title: 't', summary: 's', sourceUrl: 'https://a.test/', organizer }),
  found: { organizations } as unknown as Parameters<typeof namedActors>[0]['found'],
});

describe('namedActors', () => {
  it('makes no actor of an organizer who may be a person', () => {
    for (const person of ['Jane Doe', 'Maria Church', 'Jane Doe, City Clerk', 'Rev. Paul Temple', 'jane@library.test'])
      expect([person, namedActors(signal(person), undefined)]).toEqual([person, []]);
  });
  it('takes an organizer for an organisation when the text or its name says so', () => {
    expect(namedActors(signal('Helping Hands', ['Helping Hands']), undefined)).toHaveLength(1);
    expect(namedActors(signal('Riverside Food Pantry'), undefined)).toMatchObject([
      { name: 'Riverside Food Pantry', type: 'organization', role: 'organizer' },
    ]);
  });
  it('names the account that speaks for itself', () => {
    const account = { name: 'Mutual Aid', url: 'https://social.test/mutualaid' };
    expect(namedActors(signal(null), account)).toMatchObject([{ name: 'Mutual Aid', role: 'author' }]);
  });
});
