import { RUN_CHOICES, runWord } from './run-words';

describe('the words for the states of a run', () => {
  it('are the same to choose from as where a run is shown', () => {
    expect(RUN_CHOICES).toHaveLength(9);
    for (const [status, word] of RUN_CHOICES) expect(runWord(status)).toBe(word);
  });

  it('tell every state from every other', () => {
    expect(new Set(RUN_CHOICES.map(([, word]) => word)).size).toBe(RUN_CHOICES.length);
  });

  it('say that a run completed with warnings', () => {
    expect(runWord('COMPLETED', true)).toBe('Completed with warnings');
  });
});
