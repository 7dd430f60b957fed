import { z } from 'zod';

/** The limit on spending. Both apps put it into their own schema. */
export const budgetConfigSchema = z.object({
  BUDGET_DAILY_MICRO_USD: z.coerce
    .number()
    .int()
    .min(0)
    .default(5_000_000)
    .describe('Most that one region may spend on one day (UTC), in micro-USD; 0 = no limit'),
});
export type BudgetConfig = z.output<typeof budgetConfigSchema>;
