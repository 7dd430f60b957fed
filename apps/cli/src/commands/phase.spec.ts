import { CommandError, EXIT } from '../output/exit-codes.js';
import { phaseNamed } from './phase.js';

const phases = ['SCRAPE', 'SITUATION_WEAVER'];

describe('a phase on the command line', () => {
  it.each(['situation-weaver', 'situation_weaver', 'SITUATION_WEAVER'])('is known as %s', (text) => {
    expect(phaseNamed(text, phases)).toBe('SITUATION_WEAVER');
  });

  it('that there is none of is refused with those that there are', () => {
    const usage = { exitCode: EXIT.usage, unblocks: 'The phases are: scrape, situation-weaver.' };
    expect(() => phaseNamed('nope', phases)).toThrow(CommandError);
    expect(() => phaseNamed('nope', phases)).toThrow(expect.objectContaining(usage));
  });
});
