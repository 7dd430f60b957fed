import { parseChaosOptions } from './options.js';

describe('the options of chaos', () => {
  it('reads faults, seed and json', () => {
    expect(parseChaosOptions(['--faults', '200', '--seed', '7', '--json'])).toMatchObject({
      faults: 200,
      seed: 7,
      json: true,
      syntheticOnly: false,
    });
  });
  it('refuses what is no number and what it does not know, saying what it accepts', () => {
    expect(() => parseChaosOptions(['--faults', 'many'])).toThrow('--faults many: a whole number from 0 to 1000');
    expect(() => parseChaosOptions(['--fautls', '3'])).toThrow('npm run chaos -- [options]');
  });
  it('answers --help', () => {
    expect(parseChaosOptions(['--help'])).toBe('help');
  });
});
