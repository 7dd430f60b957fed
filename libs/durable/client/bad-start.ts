import { Refusal } from '../errors.js';
import { fitsJsonb } from '../store/payload.js';
import type { FlowSpec, Json } from '../types.js';

/** Throws Refusal BAD_START for what the journal could not hold, or would not heed. */
export function refuseBadStart(flow: FlowSpec): void {
  refuseBadNode(flow);
  if (flow.startAt !== undefined && Number.isNaN(flow.startAt.getTime())) throw bad('startAt', 'is no date');
  for (const name of ['objectKey', 'idempotencyKey'] as const) {
    const key = flow[name];
    if (key !== undefined && (key === '' || key.includes('\0'))) throw bad(name, 'is empty or holds a NUL');
  }
  for (const child of flow.children ?? []) refuseBadPart(child, flow);
}

function refuseBadPart(part: FlowSpec, flow: FlowSpec): void {
  refuseBadNode(part);
  for (const name of ['startAt', 'objectKey', 'idempotencyKey'] as const)
    if (part[name] !== undefined && part[name].valueOf() !== flow[name]?.valueOf())
      throw bad(name, 'is not the same in a part of it');
  for (const below of part.children ?? []) refuseBadPart(below, flow);
}

function refuseBadNode({ input, tags = {} }: FlowSpec): void {
  if (!isJson(input)) throw bad('input', 'is no JSON');
  if (!fitsJsonb(tags)) throw bad('tags', 'hold a NUL, or half a character');
}

function isJson(value: Json): boolean {
  try {
    // Of a function, or nothing, the type promises too much.
    return (JSON.stringify(value) as string | undefined) !== undefined;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

const bad = (what: string, why: string): Refusal =>
  new Refusal('BAD_START', `A run can't be started: its ${what} ${why}.`, 'Mend it and start again.');
