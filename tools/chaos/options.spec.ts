import { parseChaosOptions } from './options.js';

describe('the options of chaos', () => {
  it('reads faults, seed and json', () => {
    expect(parseChaosOptions(['--faults', '200', '--seed', '7', '--json'])).toMatchObject({
      faults: 200,
      seed: 7,
      json: true,
      syntheticOnly: false,
      storm: 'all',
    });
  });
  it('refuses a storm it does not know, or one without anything to kill', () => {
    expect(parseChaosOptions(['--storm', 'kills'])).toMatchObject({ storm: 'kills' });
    expect(() => parseChaosOptions(['--storm', 'rain'])).toThrow('one of all, kills');
    expect(() => parseChaosOptions(['--storm', 'kills', '--synthetic-only'])).toThrow('leave out --synthetic-only');
  });
  it('refuses what is no number and what it does not know, saying what it accepts', () => {
    expect(() => parseChaosOptions(['--faults', 'many'])).toThrow('--faults many: a whole number from 0 to 1000');
    expect(() => parseChaosOptions(['--fautls', '3'])).toThrow('npm run chaos -- [options]');
  });
  it('answers --help', () => {
    expect(parseChaosOptions(['--help'])).toBe('help');
  });
});
