import { z } from 'zod';

/** One environment variable, for `.env.example` and for people. */
export interface ConfigVariable {
  readonly name: string;
  readonly description: string;
  readonly required: boolean;
  /** Null: none. */
  readonly default: string | null;
  readonly secret: boolean;
}

/** Every variable of a schema, in its order. */
export function configVariables(schema: z.ZodObject): ConfigVariable[] {
  return Object.entries(schema.shape).map(([name, field]) => {
    const accepted = field.safeParse(undefined);
    const { description = '', secret = false } = field.meta() ?? {};
    return {
      name,
      description,
      required: !accepted.success,
      default: accepted.success && isScalar(accepted.data) ? String(accepted.data) : null,
      secret: secret === true || /KEY|TOKEN|SECRET|PASSWORD/.test(name),
    };
  });
}

function isScalar(value: unknown): value is string | number | boolean {
  return ['string', 'number', 'boolean'].includes(typeof value);
}
