import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '../../stack/repository.js';

/** A way to break the engine on purpose, to see that the invariants notice. */
export interface EngineMutation {
  readonly name: string;
  readonly why: string;
  /** File of the engine, below libs/durable, without its ending. */
  readonly file: string;
  readonly find: string;
  readonly replace: string;
  /** Invariants that must not hold with it. */
  readonly breaks: readonly string[];
}

export const ENGINE_MUTATIONS: readonly EngineMutation[] = [
  {
    name: 'fence-removed',
    why: 'a step is journaled whoever owns the run',
    file: 'statements/journal',
    find: 'WHERE own.epoch = g.epoch',
    replace: 'WHERE true',
    breaks: ['I4', 'I5'],
  },
  {
    name: 'lease-forgotten',
    why: 'a worker that wakes from a freeze does not ask whether the run is still its own',
    file: 'worker/lease',
    find: 'return this.now() < this.certainUntil;',
    replace: 'return true;',
    breaks: ['I15'],
  },
  {
    name: 'journal-forgotten',
    why: 'a new owner does not read what the last one recorded',
    file: 'worker/claim',
    find: 'if (claim.epoch === 1 && claim.forked_from === null)',
    replace: 'if (claim.epoch >= 1)',
    breaks: ['I3'],
  },
];

/** The mutation of that name. Throws with the known names. */
export function engineMutation(name: string): EngineMutation {
  const found = ENGINE_MUTATIONS.find((mutation) => mutation.name === name);
  if (!found)
    throw new Error(`--mutate ${name} is unknown: ${ENGINE_MUTATIONS.map((known) => known.name).join(', ')}.`);
  return found;
}

/** The text with the mutation done to it. Throws when the place is not there exactly once: the mutation would prove nothing. */
export function mutated(text: string, { name, file, find, replace }: EngineMutation): string {
  const parts = text.split(find);
  if (parts.length !== 2)
    throw new Error(
      `The mutation ${name} does not fit ${file} any more: its place was found ${parts.length - 1} times. Adapt mutations/engine.ts.`,
    );
  return parts.join(replace);
}

/** A copy of the built programs with a broken engine, in `folder`; the sources and the build stay as they are. Returns the folder to run it from. */
export function breakEngine(mutation: EngineMutation, folder: string): string {
  const home = join(folder, 'mutant');
  mkdirSync(join(home, 'dist'), { recursive: true });
  cpSync(join(repository, 'package.json'), join(home, 'package.json'));
  symlinkSync(join(repository, 'node_modules'), join(home, 'node_modules'));
  for (const part of ['libs/durable', 'tools/chaos', 'tools/stack'])
    cpSync(join(repository, 'dist', part), join(home, 'dist', part), { recursive: true });
  const file = join(home, 'dist/libs/durable', `${mutation.file}.js`);
  writeFileSync(file, mutated(readFileSync(file, 'utf8'), mutation));
  return home;
}
