/** Money: prices, the ledger, the daily gate, paid steps. */
import { Budget1763700200000 } from './budget.migration.js';
import { Ledger } from './ledger.entity.js';
import { ReservationsByToken1763910000000 } from './reservations-by-token.migration.js';

export { Budget, type BudgetStatus, type PaidStep, type Reservation, type SpendingRow } from './budget.js';
export { budgetConfigSchema, type BudgetConfig } from './config.js';
export { PRICES_AS_OF } from './price-table.js';
export { PaidSteps, type FixedPaidStepSpec, type PaidOutcome, type PaidStepSpec } from './paid-steps.js';

export const budgetEntities = [Ledger];
export const budgetMigrations = [Budget1763700200000, ReservationsByToken1763910000000];
