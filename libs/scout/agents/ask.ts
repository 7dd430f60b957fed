import type { z } from 'zod';
import type { PhaseContext } from '../phases/phase.js';
import type { PromptTask } from '../prompts/task.js';
import type { LlmPort, Misfit } from '../providers/index.js';
import { recorded, type QuestionInput } from './question.js';
import { afterTrouble, noAnswer, notAsked, type WithoutAnswer } from './without-answer.js';

export type Asked<T> =
  | { readonly kind: 'answer'; readonly answer: T }
  | { readonly kind: 'none'; readonly reason: string; readonly because: WithoutAnswer };

/** What is asked: the question, or the one that an operator wrote in its place. */
const wording = (input: Pick<QuestionInput, 'question'>, question: string): string =>
  input.question === recorded(question) ? question : input.question;

/**
 * One question to the model as a paid, journaled step; an answer that does not fit is sent back once, in a step of its own, so that a crash between
 * the two pays for neither again. No answer is an outcome, told as an event, not an error: the budget refused it, the model declined, two answers
 * did not fit the schema, or the provider was in trouble until the last attempt. What no other question can get over (a refused key) is thrown.
 */
export async function askLlm<S extends z.ZodType>(
  { durable, region, services }: Pick<PhaseContext, 'durable' | 'region' | 'services'>,
  llm: LlmPort,
  { name, task, question }: { name: string; task: PromptTask<S>; question: string },
): Promise<Asked<z.infer<S>>> {
  const exchange = (step: string, misfit?: Misfit) =>
    services.paid
      .run(
        durable,
        step,
        {
          region: region.slug,
          estimateMicroUsd: (input) =>
            llm.estimateMicroUsd(task, Buffer.byteLength(wording(input, question) + (misfit?.text ?? ''))),
          input: { task: task.name, version: task.version, question: recorded(question) } satisfies QuestionInput,
        },
        (call, input) => llm.ask(task, wording(input, question), call, misfit),
      )
      .catch(afterTrouble);
  let asked = await exchange(name);
  if (asked.kind === 'done' && asked.value.kind === 'misfit') asked = await exchange(`${name} (again)`, asked.value);
  const outcome: Asked<z.infer<S>> =
    asked.kind !== 'done'
      ? notAsked(asked)
      : asked.value.kind === 'ok'
        ? { kind: 'answer', answer: asked.value.value }
        : noAnswer(asked.value);
  if (outcome.kind === 'none')
    await durable.event('llm_gave_nothing', { step: name, because: outcome.because, reason: outcome.reason });
  return outcome;
}
