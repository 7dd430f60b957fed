import type { z } from 'zod';
import type { PhaseContext } from '../phases/phase.js';
import type { PromptTask } from '../prompts/task.js';
import type { AgentMessage, LlmPort, Misfit } from '../providers/index.js';
import { afterTrouble, noAnswer, notAsked, type WithoutAnswer } from './without-answer.js';
import { AGENT_TOOLS, AgentMemory, useTool } from './tools.js';

export interface AgentRequest<S extends z.ZodType> {
  /** Names the journaled steps: `link tension: <id>`. */
  readonly name: string;
  readonly task: PromptTask<S>;
  /** First user message: region and item blocks. */
  readonly question: string;
  /** The last turn must answer, with what was found until then. */
  readonly maxTurns: number;
}

export type AgentOutcome<T> =
  | { readonly kind: 'answer'; readonly answer: T; readonly memory: AgentMemory; readonly turns: number }
  /** No answer: the budget ended, the model declined, its answer did not fit, or its provider was in trouble. */
  | { readonly kind: 'none'; readonly reason: string; readonly because: WithoutAnswer };

/** Tool calls carried out of one turn; more than that is a loop gone wrong. */
const CALLS_PER_TURN = 4;

/**
 * Lets a model work with tools until it answers. Every turn is one paid, journaled step whose result is the turn's
 * message (an answer that does not fit is sent back once, in one more), every tool call one of its own: a crash on turn five repeats none of the first four.
 */
export async function runAgent<S extends z.ZodType>(
  context: Pick<PhaseContext, 'durable' | 'region' | 'services'>,
  llm: LlmPort,
  { name, task, question, maxTurns }: AgentRequest<S>,
): Promise<AgentOutcome<z.infer<S>>> {
  const { durable, region, services } = context;
  const memory = new AgentMemory();
  const messages: AgentMessage[] = [{ role: 'user', text: question }];
  for (let turn = 1; turn <= maxTurns; turn += 1) {
    const asked = [...messages];
    const exchange = (step: string, misfit?: Misfit) => {
      const inputBytes = Buffer.byteLength(JSON.stringify(asked) + (misfit?.text ?? ''));
      const spec = { region: region.slug, estimateMicroUsd: llm.estimateMicroUsd(task, inputBytes) };
      const options = { mustAnswer: turn === maxTurns, ...(misfit && { misfit }) };
      return services.paid
        .runFixed(durable, step, spec, (call) => llm.turn(task, asked, AGENT_TOOLS, call, options))
        .catch(afterTrouble);
    };
    let reply = await exchange(`${name}: turn ${String(turn)}`);
    if (reply.kind === 'done' && reply.value.kind === 'answer' && reply.value.answer.kind === 'misfit')
      reply = await exchange(`${name}: turn ${String(turn)} (again)`, reply.value.answer);
    if (reply.kind !== 'done') return notAsked(reply);
    if (reply.value.kind === 'answer') {
      const { answer } = reply.value;
      if (answer.kind !== 'ok') return noAnswer(answer);
      return { kind: 'answer', answer: answer.value, memory, turns: turn };
    }
    const results = [];
    for (const [index, call] of reply.value.calls.entries()) {
      results.push(
        index < CALLS_PER_TURN
          ? await useTool(context, name, call, memory)
          : {
              id: call.id,
              text: `Only ${String(CALLS_PER_TURN)} tool calls are carried out in one turn.`,
              isError: true,
            },
      );
    }
    messages.push(reply.value.message, { role: 'tools', results });
  }
  return { kind: 'none', reason: `no answer in ${String(maxTurns)} turns`, because: 'malformed' };
}
