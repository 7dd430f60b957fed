import { createHash } from 'node:crypto';
import type { z } from 'zod';
import type { PhaseContext } from '../phases/phase.js';
import type { PromptTask } from '../prompts/task.js';
import type { LlmAnswer, LlmPort } from '../providers/index.js';
import { afterTrouble, notAsked, type WithoutAnswer } from './without-answer.js';

export type Asked<T> =
  | { readonly kind: 'answer'; readonly answer: T }
  | { readonly kind: 'none'; readonly reason: string; readonly because: WithoutAnswer };

/** Longer questions hold pages, which belong into the archive: the journal gets their hash. Characters. */
const RECORDED_CHARS = 4_000;

const recorded = (question: string): string =>
  Buffer.byteLength(question) <= RECORDED_CHARS
    ? question
    : `sha256:${createHash('sha256').update(question).digest('hex')}`;

const told = <T>(answer: LlmAnswer<T>): Asked<T> =>
  answer.kind === 'ok'
    ? { kind: 'answer', answer: answer.value }
    : { kind: 'none', reason: answer.reason, because: answer.kind };

/**
 * One question to the model as one paid, journaled step. No answer is an outcome, told as an event, not an error:
 * the budget refused it, the model declined, two answers did not fit the schema, or the provider was in trouble until the
 * last attempt. What no other question can get over (a refused key) is thrown.
 */
export async function askLlm<S extends z.ZodType>(
  { durable, region, services }: Pick<PhaseContext, 'durable' | 'region' | 'services'>,
  llm: LlmPort,
  { name, task, question }: { name: string; task: PromptTask<S>; question: string },
): Promise<Asked<z.infer<S>>> {
  const asked = await services.paid
    .run(
      durable,
      name,
      {
        region: region.slug,
        estimateMicroUsd: llm.estimateMicroUsd(task, Buffer.byteLength(question)),
        input: { task: task.name, version: task.version, question: recorded(question) },
      },
      (call) => llm.ask(task, question, call),
    )
    .catch(afterTrouble);
  const outcome: Asked<z.infer<S>> = asked.kind === 'done' ? told(asked.value) : notAsked(asked);
  if (outcome.kind === 'none')
    await durable.event('llm_gave_nothing', { step: name, because: outcome.because, reason: outcome.reason });
  return outcome;
}
