import { createHash } from 'node:crypto';
import { Refusal } from './errors.js';
import type { RunId } from './types.js';

const MAX_LENGTH = 200;
/** What separates parts in Redis, what BullMQ counts jobs with, what Postgres can't hold. */
const UNFIT = /:|^\d+$|\p{Cc}/u;

/** Accepts an identifier for a run. Throws a Refusal for what BullMQ could not use as part of a job id. */
export function asRunId(id: string): RunId {
  if (id.length === 0 || id.length > MAX_LENGTH || UNFIT.test(id)) {
    throw new Refusal(
      'BAD_RUN_ID',
      `"${id.slice(0, 80)}" can't identify a run.`,
      `Use 1 to ${MAX_LENGTH} characters, no ":", no control characters, not only digits.`,
    );
  }
  return id as RunId;
}

/** Identifier of a fan-out child: the same for the same parent, scope and name. What is long or unusual is told apart by a hash. */
export function childRunId(parent: RunId, scope: string, name: string): RunId {
  return asRunId(`${parent}~${exactly(scope)}~${exactly(name)}`);
}

/** Readable in an identifier, and no other text's. */
function exactly(text: string): string {
  const slug = text
    .toLowerCase()
    .replaceAll(/[^a-z0-9.-]+/g, '-')
    .slice(0, 40);
  return slug === text ? slug : `${slug}-${hash(text)}`;
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
