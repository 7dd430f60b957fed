import { EntitySchema } from 'typeorm';

/** One paid call, as charged. */
export interface LedgerRow {
  readonly id: string;
  readonly region: string;
  readonly runId: string;
  readonly rootId: string;
  readonly stepKey: string;
  /** Position among the paid calls of one step. */
  readonly n: number;
  readonly provider: string;
  readonly model: string;
  readonly operation: string;
  readonly units: Readonly<Record<string, number>>;
  readonly costMicroUsd: string;
  /** UTC day the cost counts for. */
  readonly day: string;
  readonly at: Date;
  /** The reservation in whose place it stands, when it was booked apart from its step: the call was cut off, or came back too late. */
  readonly token: string | null;
}

export const Ledger = new EntitySchema<LedgerRow>({
  name: 'Ledger',
  schema: 'budget',
  tableName: 'ledger',
  columns: {
    id: { type: 'bigint', primary: true, generated: 'increment' },
    region: { type: 'text' },
    runId: { type: 'text', name: 'run_id' },
    rootId: { type: 'text', name: 'root_id' },
    stepKey: { type: 'text', name: 'step_key' },
    n: { type: 'int' },
    provider: { type: 'text' },
    model: { type: 'text' },
    operation: { type: 'text' },
    units: { type: 'jsonb' },
    costMicroUsd: { type: 'bigint', name: 'cost_micro_usd' },
    day: { type: 'date' },
    at: { type: 'timestamptz' },
    token: { type: 'uuid', nullable: true },
  },
});
