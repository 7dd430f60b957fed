import type { Budget } from '../budget/index.js';
import { missingCredential, type AnyRunKind, type Capabilities, type ScoutMode } from './credentials.js';
import { refused, type Refused } from './outcome.js';

export interface StartChecksParts {
  readonly budget: Pick<Budget, 'status'>;
  readonly mode: ScoutMode;
  readonly has: Capabilities;
}

/** What every start needs whatever the region does: keys, and money for today. */
export class StartChecks {
  constructor(private readonly parts: StartChecksParts) {}

  /** Why a run of this kind can't be paid for or has no key; null when neither stands in its way. */
  async refusal(kind: AnyRunKind, region: string): Promise<Refused | null> {
    return this.credential(kind) ?? (await this.overBudget(region));
  }

  /** Why a run of this kind has no key; null when it has what it needs. */
  credential(kind: AnyRunKind): Refused | null {
    return missingCredential(kind, this.parts.mode, this.parts.has);
  }

  private async overBudget(region: string): Promise<Refused | null> {
    if (this.parts.mode === 'structured') return null;
    const { spentMicroUsd, limitMicroUsd } = await this.parts.budget.status(region);
    if (limitMicroUsd === 0 || spentMicroUsd < limitMicroUsd) return null;
    return refused(
      'BUDGET_EXCEEDED',
      `Today's budget of this region is spent: $${dollars(spentMicroUsd)} of $${dollars(limitMicroUsd)}.`,
      'Wait until tomorrow, or raise BUDGET_DAILY_MICRO_USD and restart.',
    );
  }
}

function dollars(microUsd: number): string {
  return (microUsd / 1_000_000).toFixed(2);
}
