import type { z } from 'zod';
import type { PhaseContext } from '../phases/phase.js';
import type { PromptTask } from '../prompts/task.js';
import type { AgentMessage, LlmPort } from '../providers/index.js';
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
  /** No answer: the budget ended, the model declined, or its answer did not fit. */
  | { readonly kind: 'none'; readonly reason: string; readonly because: 'budget' | 'refused' | 'malformed' };

/** Tool calls carried out of one turn; more than that is a loop gone wrong. */
const CALLS_PER_TURN = 4;

/**
 * Lets a model work with tools until it answers. Every turn is one paid, journaled step whose result is the turn's
 * message, every tool call one of its own: a crash on turn five repeats none of the first four.
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
    const reply = await services.paid.runFixed(
      durable,
      `${name}: turn ${String(turn)}`,
      { region: region.slug, estimateMicroUsd: llm.estimateMicroUsd(task, Buffer.byteLength(JSON.stringify(asked))) },
      (call) => llm.turn(task, asked, AGENT_TOOLS, call, { mustAnswer: turn === maxTurns }),
    );
    if (reply.kind === 'skipped') return { kind: 'none', reason: 'the budget is used up', because: 'budget' };
    if (reply.value.kind === 'answer') {
      const { answer } = reply.value;
      if (answer.kind !== 'ok') return { kind: 'none', reason: answer.reason, because: answer.kind };
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
