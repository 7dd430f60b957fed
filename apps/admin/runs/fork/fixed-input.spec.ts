import { whyFixed } from './fixed-input';

const DIGEST = `sha256:${'0a'.repeat(32)}`;

describe('whether an input can be edited', () => {
  it('is what the API says', () => {
    expect(whyFixed({ question: 'Which outlets are there?' }, true)).toBeNull();
    expect(whyFixed(null, false)).toMatch('follows from the steps before it');
  });

  it.each([[{ task: 'extract', question: DIGEST }], [{ pages: [{ text: DIGEST }] }], [DIGEST]])(
    'is no where a digest stands for a long text: %j',
    (input) => {
      expect(whyFixed(input, false)).toMatch('too long to be edited here');
      expect(whyFixed(input, true)).toMatch('too long to be edited here');
    },
  );

  it('is yes where a text only speaks of digests', () => {
    expect(whyFixed({ question: `What is ${DIGEST}?` }, true)).toBeNull();
    expect(whyFixed({ question: 'sha256: none' }, true)).toBeNull();
  });
});
