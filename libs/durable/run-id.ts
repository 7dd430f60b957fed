import { createHash } from 'node:crypto';
import { Refusal } from './errors.js';
import type { RunId } from './types.js';

const MAX_LENGTH = 200;

/** Accepts an identifier for a run. Throws a Refusal for what BullMQ could not use as part of a job id. */
export function asRunId(id: string): RunId {
  if (id.length === 0 || id.length > MAX_LENGTH || id.includes(':') || /^\d+$/.test(id)) {
    throw new Refusal(
      'BAD_RUN_ID',
      `"${id.slice(0, 80)}" can't identify a run.`,
      `Use 1 to ${MAX_LENGTH} characters, no ":", not only digits.`,
    );
  }
  return id as RunId;
}

/** Identifier of a fan-out child: the same for the same parent, scope and name. Names that are long or unusual are told apart by a hash. */
export function childRunId(parent: RunId, scope: string, name: string): RunId {
  const slug = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9.-]+/g, '-')
    .slice(0, 40);
  const exact = slug === name ? slug : `${slug}-${hash(name)}`;
  const place = scope.toLowerCase().replaceAll(/[^a-z0-9.-]+/g, '-');
  // The second use of `part` is `part-2`: a fan-out that is called so is told apart.
  const exactPlace = /-\d+$/.test(scope) ? `${place}-${hash(scope)}` : place;
  return asRunId(`${parent}~${exactPlace}~${exact}`);
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}
