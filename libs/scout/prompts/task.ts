import { z } from 'zod';

/**
 * One thing an LLM is asked for: its name and version stand on the first line of the system prompt
 * (`Task: extract_signals v1`), so that a recorded call, a stored signal and a log line all name the same prompt.
 */
export interface PromptTask<S extends z.ZodType = z.ZodType> {
  readonly name: string;
  readonly version: number;
  /** `fast` reads and judges in bulk; `smart` reasons over several turns. */
  readonly model: 'fast' | 'smart';
  /** Instructions. The task line is put before them; the region and all text from the web go into the user message. */
  readonly instructions: string;
  /** What the answer must look like; also sent as the provider's structured-output schema. */
  readonly schema: S;
  readonly maxTokens: number;
}

/** The system prompt of a task: task line first (a stable prefix for the prompt cache), then the instructions. */
export function systemPrompt(task: PromptTask): string {
  return `Task: ${task.name} v${String(task.version)}\n\n${task.instructions}`;
}
