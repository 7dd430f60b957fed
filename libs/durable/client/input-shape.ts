import type { Json } from '../types.js';

type Kind = 'null' | 'text' | 'number' | 'boolean' | 'list' | 'object';

/** What is wrong with an edited input: it must have the shape of the one in the journal. Null when nothing is. `at` names the place in the message. */
export function shapeProblem(journaled: Json, edited: Json, at = 'the input'): string | null {
  const [wanted, given] = [kindOf(journaled), kindOf(edited)];
  if (wanted !== given) return `${at} must be ${article(wanted)}, not ${article(given)}`;
  if (Array.isArray(journaled)) return listProblem(journaled, edited as readonly Json[], at);
  if (wanted !== 'object') return null;
  const [before, after] = [journaled as Fields, edited as Fields];
  const missing = Object.keys(before).find((key) => after[key] === undefined);
  if (missing !== undefined) return `${at} lacks "${missing}"`;
  const strange = Object.keys(after).find((key) => before[key] === undefined);
  if (strange !== undefined) return `${at} has no "${strange}"`;
  for (const [key, value] of Object.entries(before)) {
    const problem = shapeProblem(value ?? null, after[key] ?? null, `"${key}"`);
    if (problem !== null) return problem;
  }
  return null;
}

type Fields = { readonly [key: string]: Json | undefined };

/** An item of a list must be of a kind that the list held before; an empty list says nothing of its items. */
function listProblem(journaled: readonly Json[], edited: readonly Json[], at: string): string | null {
  const kinds = new Set(journaled.map(kindOf));
  const strange = journaled.length === 0 ? undefined : edited.find((item) => !kinds.has(kindOf(item)));
  return strange === undefined ? null : `${at} can't hold ${article(kindOf(strange))}`;
}

function kindOf(value: Json): Kind {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'list';
  if (typeof value === 'string') return 'text';
  return typeof value === 'object' ? 'object' : (typeof value as 'number' | 'boolean');
}

function article(kind: Kind): string {
  if (kind === 'null' || kind === 'text') return kind;
  return kind === 'object' ? 'an object' : `a ${kind}`;
}
