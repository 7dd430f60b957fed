import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '../../stack/repository.js';
import { INVARIANTS } from '../invariants/all.js';
import { ENGINE_MUTATIONS, engineMutation, mutated } from './engine.js';

describe('mutations of the engine', () => {
  it.each(ENGINE_MUTATIONS.map((mutation) => [mutation.name, mutation] as const))(
    '%s still fits the sources, and names invariants that exist',
    (_name, mutation) => {
      const source = readFileSync(join(repository, 'libs/durable', `${mutation.file}.ts`), 'utf8');
      expect(mutated(source, mutation)).not.toBe(source);
      for (const invariant of mutation.breaks) expect(Object.keys(INVARIANTS)).toContain(invariant);
    },
  );
  it('says which are known, and refuses a text that it does not fit', () => {
    expect(() => engineMutation('gravity')).toThrow('fence-removed');
    expect(() => mutated('SELECT 1', ENGINE_MUTATIONS[0]!)).toThrow('found 0 times');
  });
});
