import Sequencer from '@jest/test-sequencer';

/** Tests of a minute and more, the longest first. */
const LONGEST = [
  'e2e/crash',
  'e2e/steering-browser',
  'e2e/browser',
  'e2e/full-run',
  'e2e/steering',
  'phases/recovered-signals',
  'phases/full-run',
];

const rank = ({ path }) => {
  const at = LONGEST.findIndex((name) => path.includes(`/${name}.`));
  return at < 0 ? LONGEST.length : at;
};

/** Begins with the tests that take longest, so that none of them runs on alone at the end. Jest would sort a fresh clone's by the size of their files. */
export default class LongestFirst extends Sequencer {
  sort(tests) {
    return super.sort(tests).toSorted((one, other) => rank(one) - rank(other));
  }
}
