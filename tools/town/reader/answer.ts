import type { Knowledge } from './knowledge.js';
import type { Prompt } from './prompt.js';

export type Answer =
  | { readonly kind: 'json'; readonly value: unknown }
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'tools';
      readonly calls: readonly { readonly name: string; readonly input: Readonly<Record<string, unknown>> }[];
    };

/** How one task is read and answered. */
export type Reader = (prompt: Prompt, knowledge: Knowledge) => Answer;

export const answered = (value: unknown): Answer => ({ kind: 'json', value });
