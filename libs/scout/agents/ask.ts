import { createHash } from 'node:crypto';
import type { z } from 'zod';
import type { PhaseContext } from '../phases/phase.js';
import type { PromptTask } from '../prompts/task.js';
import type { LlmPort } from '../providers/index.js';

export type Asked<T> =
  | { readonly kind: 'answer'; readonly answer: T }
  | { readonly kind: 'none'; readonly reason: string; readonly because: 'budget' | 'refused' | 'malformed' };

/** Longer questions hold pages, which belong into the archive: the journal gets their hash. Characters. */
const RECORDED_CHARS = 4_000;

const recorded = (question: string): string =>
  Buffer.byteLength(question) <= RECORDED_CHARS
    ? question
    : `sha256:${createHash('sha256').update(question).digest('hex')}`;

/** What is asked: the question, or the one that an operator wrote in its place. */
const wording = (input: { readonly question: string }, question: string): string =>
  input.question === recorded(question) ? question : input.question;

/**
 * One question to the model as one paid, journaled step. No answer is an outcome, told as an event, not an error:
 * the budget refused it, the model declined, or two answers did not fit the schema.
 */
export async function askLlm<S extends z.ZodType>(
  { durable, region, services }: Pick<PhaseContext, 'durable' | 'region' | 'services'>,
  llm: LlmPort,
  { name, task, question }: { name: string; task: PromptTask<S>; question: string },
): Promise<Asked<z.infer<S>>> {
  const asked = await services.paid.run(
    durable,
    name,
    {
      region: region.slug,
      estimateMicroUsd: (input) => llm.estimateMicroUsd(task, Buffer.byteLength(wording(input, question))),
      input: { task: task.name, version: task.version, question: recorded(question) },
    },
    (call, input) => llm.ask(task, wording(input, question), call),
  );
  const outcome: Asked<z.infer<S>> =
    asked.kind === 'skipped'
      ? { kind: 'none', reason: 'the budget is used up', because: 'budget' }
      : asked.value.kind === 'ok'
        ? { kind: 'answer', answer: asked.value.value }
        : { kind: 'none', reason: asked.value.reason, because: asked.value.kind };
  if (outcome.kind === 'none')
    await durable.event('llm_gave_nothing', { step: name, because: outcome.because, reason: outcome.reason });
  return outcome;
}
