import { planAnswer } from './plan-answer.js';

const answer = {
  assignments: [
    { signal_id: 's1', situation: 'given', confidence: 0.9, reasoning: 'same cause' },
    { signal_id: 's2', situation: 'new', confidence: 3, reasoning: 'a new cause' },
    { signal_id: 's3', situation: 'invented', confidence: 0.9, reasoning: '' },
    { signal_id: 'foreign', situation: 'given', confidence: 0.9, reasoning: '' },
    { signal_id: 's4', situation: null, confidence: 0, reasoning: 'a concert' },
  ],
  new_situations: [
    { key: 'new', headline: 'Water is brown', lede: 'l', root_cause_thesis: 't' },
    { key: 'unused', headline: 'Nobody', lede: 'l', root_cause_thesis: 't' },
  ],
  dispatches: [
    { situation: 'new', type: 'emergence' as const, body: 'x [signal:s2]' },
    { situation: 'unused', type: 'emergence' as const, body: 'x' },
  ],
  state: [],
  merges: [],
  splits: [],
};

describe('what of an answer is carried out', () => {
  const plan = planAnswer(answer, ['s1', 's2', 's3', 's4'], ['given']);
  it('puts signals of the batch into situations that exist', () => {
    expect(plan.assign.map(({ signalId, situation }) => [signalId, situation])).toEqual([
      ['s1', 'given'],
      ['s2', 'new'],
    ]);
    expect(plan.assign[1]?.confidence).toBe(1);
  });
  it('opens only situations with a signal', () => {
    expect(plan.open.map(({ key }) => key)).toEqual(['new']);
    expect(plan.dispatches).toHaveLength(1);
  });
  it('knows what belongs nowhere', () => {
    expect(plan.nowhere).toEqual(['s3', 's4']);
  });
});

describe('how situations are reshaped', () => {
  const given = ['a', 'b', 'c'];
  const shown = { a: ['m1', 'm2', 'm3'], b: ['m4'] };
  const apart = { key: 'apart', headline: 'A cause of its own', lede: '', root_cause_thesis: 't' };
  const reshaped = (change: object) =>
    planAnswer({ ...answer, assignments: [], new_situations: [apart], dispatches: [], ...change }, [], given, shown);

  it('merges given situations, none of them twice', () => {
    const pairs = [
      ['a', 'b'],
      ['b', 'c'],
      ['c', 'c'],
      ['c', 'unknown'],
    ];
    const merges = pairs.map(([situation, other]) => ({ situation, other, reasoning: 'one cause' }));
    expect(reshaped({ merges }).merges).toEqual([{ pair: ['a', 'b'], reasoning: 'one cause' }]);
  });

  it('moves members that were shown, and leaves something behind', () => {
    const split = (situation: string, key: string, signal_ids: string[]) =>
      reshaped({ splits: [{ situation, key, signal_ids, reasoning: 'r' }] });
    expect(split('a', 'apart', ['m2', 'm9'])).toMatchObject({
      open: [{ key: 'apart' }],
      splits: [{ from: 'a', key: 'apart', signalIds: ['m2'] }],
    });
    const nothing = { open: [], splits: [] };
    expect(split('a', 'apart', ['m1', 'm2', 'm3'])).toMatchObject(nothing);
    expect(split('a', 'apart', ['m9'])).toMatchObject(nothing);
    expect(split('b', 'apart', ['m4'])).toMatchObject(nothing);
    expect(split('a', 'undescribed', ['m2'])).toMatchObject(nothing);
    expect(split('unknown', 'apart', ['m2'])).toMatchObject(nothing);
  });

  it('does not merge what it splits', () => {
    const plan = reshaped({
      splits: [{ situation: 'a', key: 'apart', signal_ids: ['m2'], reasoning: 'r' }],
      merges: [{ situation: 'a', other: 'b', reasoning: 'r' }],
    });
    expect(plan.merges).toEqual([]);
    expect(plan.splits).toHaveLength(1);
  });

  it('puts better words only in place of those of given situations', () => {
    const state = [
      { situation: 'a', lede: ' New lede. ', root_cause_thesis: null },
      { situation: 'b', lede: '  ', root_cause_thesis: null },
      { situation: 'unknown', lede: 'x', root_cause_thesis: 'x' },
    ];
    expect(reshaped({ state }).state).toEqual([{ situation: 'a', lede: 'New lede.', thesis: null }]);
  });
});
