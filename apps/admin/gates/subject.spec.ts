import { subjectOf } from './subject';

describe('what an approval is about', () => {
  it('reads the number of signals and their ids', () => {
    expect(subjectOf({ signals: 2, signalIds: ['a', 'b'], region: 'x' })).toEqual({
      signals: 2,
      signalIds: ['a', 'b'],
    });
  });

  it.each([null, 'words', 7, [], {}, { signals: 'many', signalIds: 'a' }])(
    'knows nothing of %j and does not break',
    (subject) => {
      expect(subjectOf(subject)).toEqual({ signals: null, signalIds: [] });
    },
  );

  it('leaves out ids that are no text', () => {
    expect(subjectOf({ signals: 3, signalIds: ['a', 4, null] }).signalIds).toEqual(['a']);
  });
});
