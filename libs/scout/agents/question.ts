import { createHash } from 'node:crypto';
import type { Json } from '#durable';

/** What the journal keeps of a question to the model. In a fork an operator may write another question; the prompt that it goes into is code. */
export type QuestionInput = { readonly task: string; readonly version: number; readonly question: string };

/** Longer questions hold pages, which belong into the archive: the journal gets their hash. Bytes. */
const RECORDED_BYTES = 4_000;
const DIGEST = /^sha256:[0-9a-f]{64}$/;

/** A question as the journal keeps it: as it is, or its hash. */
export function recorded(question: string): string {
  if (Buffer.byteLength(question) <= RECORDED_BYTES) return question;
  return `sha256:${createHash('sha256').update(question).digest('hex')}`;
}

/** Whether the journal keeps only the hash of the question that an input asks. */
export function keptAsDigest(input: Json): boolean {
  return isQuestion(input) && DIGEST.test(input.question);
}

const FIXED = ['task', 'version'] as const satisfies readonly (keyof QuestionInput)[];

/** The part of a question's input that an edit would change and may not; null when there is none, or when the input is of no question. */
export function fixedPartEdited(journaled: Json, edited: Json): (typeof FIXED)[number] | null {
  if (!isQuestion(journaled) || !isObject(edited)) return null;
  return FIXED.find((part) => edited[part] !== undefined && edited[part] !== journaled[part]) ?? null;
}

function isQuestion(input: Json): input is QuestionInput {
  return (
    isObject(input) &&
    typeof input['task'] === 'string' &&
    typeof input['version'] === 'number' &&
    typeof input['question'] === 'string'
  );
}

function isObject(value: Json): value is { readonly [key: string]: Json | undefined } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
