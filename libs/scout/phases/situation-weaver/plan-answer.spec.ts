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
