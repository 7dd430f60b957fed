import { transformJSONSchema } from '@anthropic-ai/sdk/lib/transform-json-schema';
import { z } from 'zod';

/** The JSON schema of a task's answer in the subset that structured output accepts: strict objects, no numeric or length limits. */
export function outputSchema(schema: z.ZodType): Record<string, unknown> {
  const plain = z.toJSONSchema(schema, {
    override: ({ jsonSchema }) => {
      // zod writes the range of a JavaScript integer; the API takes no ranges, and the model needs none.
      if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
    },
  });
  return { ...transformJSONSchema(plain as Parameters<typeof transformJSONSchema>[0]) };
}

export type Parsed<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: string };

/** Reads a model's JSON answer; a code fence around it is forgiven. `problem` says what the model can mend. */
export function parseAnswer<S extends z.ZodType>(schema: S, text: string): Parsed<z.output<S>> {
  const bare = text.trim().replace(/^```(?:json)?\s*|\s*```$/g, '');
  let json: unknown;
  try {
    json = JSON.parse(bare);
  } catch (error) {
    return { ok: false, problem: `not valid JSON (${error instanceof Error ? error.message : String(error)})` };
  }
  const parsed = schema.safeParse(json);
  return parsed.success
    ? { ok: true, value: parsed.data }
    : { ok: false, problem: z.prettifyError(parsed.error).slice(0, 2_000) };
}
