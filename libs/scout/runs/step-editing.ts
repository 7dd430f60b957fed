import type { Json } from '#durable';
import { fixedPartEdited, keptAsDigest } from '../agents/question.js';
import { refused, type Refused } from './outcome.js';
import { isForkable } from './run-actions.js';

/** Longest text that may be put in the place of a shorter one. Characters. */
const LONGEST_TEXT = 20_000;

/** What is known of a step that a fork is to begin at. */
export interface EditedStep {
  readonly key: string;
  readonly hasInput: boolean;
  readonly input: Json;
  /** Workflow of its run. */
  readonly workflow: string;
}

/** Why a fork from this step can't carry an edited input; null when it can. */
export function whyInputFixed({ hasInput, input, workflow }: Omit<EditedStep, 'key'>): string | null {
  if (!isForkable(workflow)) return 'Only phases and investigations have steps to fork from.';
  if (!hasInput) return 'It was journaled without an input: there is nothing to edit.';
  if (keptAsDigest(input)) return 'Its question holds whole pages; the journal keeps only a digest of it.';
  return null;
}

/** Why this input can't take the place of the step's own; null when it can, as far as it does not hang on their shapes. */
export function editRefusal(step: EditedStep, edited: Json): Refused | null {
  const fixed = whyInputFixed(step);
  if (fixed !== null)
    return refused(
      'STEP_INPUT_FIXED',
      `The input of "${step.key}" can't be edited. ${fixed}`,
      'Fork without an edited input, or from another step.',
    );
  const part = fixedPartEdited(step.input, edited);
  if (part !== null)
    return refused(
      'STEP_INPUT_FIXED',
      `The "${part}" of "${step.key}" can't be edited: it says which prompt the question goes into.`,
      'Edit the "question" only.',
    );
  const problem = textProblem(step.input, edited);
  if (problem === null) return null;
  return refused(
    'STEP_INPUT_MISFIT',
    `The edited input of "${step.key}" can't take the place of its own: ${problem}.`,
    `Give texts of 1 to ${String(LONGEST_TEXT)} characters, or fork without an edited input.`,
  );
}

/** What is wrong with the texts of an edited input; null when nothing is. `at` names the place in the message. */
function textProblem(own: Json | undefined, edited: Json | undefined, at = 'the input'): string | null {
  if (typeof edited === 'string') {
    const was = typeof own === 'string' ? own : null;
    if (edited.trim() === '' && was?.trim() !== '') return `${at} is blank`;
    const longest = Math.max(LONGEST_TEXT, was?.length ?? 0);
    return edited.length > longest ? `${at} has ${String(edited.length)} characters` : null;
  }
  if (Array.isArray(edited) && edited.length === 0)
    return Array.isArray(own) && own.length > 0 ? `${at} is empty` : null;
  const before = fieldsOf(own);
  for (const [key, value] of Object.entries(fieldsOf(edited))) {
    const problem = textProblem(before[key], value, Array.isArray(edited) ? at : `"${key}"`);
    if (problem !== null) return problem;
  }
  return null;
}

/** The fields of an object or the items of a list; of anything else none. */
function fieldsOf(value: Json | undefined): { readonly [key: string]: Json | undefined } {
  return typeof value === 'object' && value !== null
    ? ({ ...value } as { readonly [key: string]: Json | undefined })
    : {};
}
