import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The journal's tables. No foreign keys on the hot path: every write is fenced by the run row itself,
 * and a key-share lock per step on its parent rows would be paid for nothing.
 */
export class Journal1763700000000 implements MigrationInterface {
  readonly name = 'DurableJournal1763700000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP SCHEMA durable CASCADE');
  }
}

const UP = [
  'CREATE SCHEMA IF NOT EXISTS durable',
  `CREATE TABLE durable.run (
    id text PRIMARY KEY CHECK (position(':' in id) = 0 AND id !~ '^[0-9]+$'),
    kind text NOT NULL,
    queue text NOT NULL,
    admitted bigint GENERATED ALWAYS AS IDENTITY,
    object_key text,
    is_head boolean NOT NULL DEFAULT false,
    status text NOT NULL DEFAULT 'queued' CHECK (status IN
      ('queued','running','suspended','paused','cancelling','completed','failed','cancelled','needs_attention')),
    epoch int NOT NULL DEFAULT 0,
    dispatch_seq int NOT NULL DEFAULT 0,
    dispatched_at timestamptz,
    bull_attempt int NOT NULL DEFAULT 0,
    owner text,
    lease_until timestamptz,
    code_version text,
    input json NOT NULL,
    input_hash text NOT NULL,
    idempotency_key text UNIQUE,
    output json,
    output_blob text,
    error jsonb,
    now_doing text,
    root_id text NOT NULL,
    parent_id text,
    flow_parent text,
    fan_scope text,
    child_name text,
    waiting_for text[],
    wake_at timestamptz,
    forked_from text,
    tags jsonb NOT NULL DEFAULT '{}',
    cost_micro_usd bigint NOT NULL DEFAULT 0,
    no_progress_crashes int NOT NULL DEFAULT 0,
    progress_mark int NOT NULL DEFAULT 0,
    cancel_requested_at timestamptz,
    settling_until timestamptz,
    settled_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    started_at timestamptz,
    finished_at timestamptz
  ) WITH (fillfactor = 70)`,
  'CREATE UNIQUE INDEX run_head_of_key ON durable.run (object_key) WHERE is_head',
  `CREATE INDEX run_waiting_for_key ON durable.run (object_key, admitted) WHERE parent_id IS NULL AND status = 'queued'`,
  'CREATE INDEX run_children ON durable.run (parent_id, fan_scope) WHERE parent_id IS NOT NULL',
  `CREATE INDEX run_open_children ON durable.run (parent_id) WHERE parent_id IS NOT NULL
     AND status IN ('queued','running','suspended','paused','cancelling')`,
  'CREATE INDEX run_tree ON durable.run (root_id)',
  'CREATE INDEX run_newest ON durable.run (admitted)',
  'CREATE INDEX run_newest_of_key ON durable.run (object_key, admitted) WHERE parent_id IS NULL',
  `CREATE INDEX run_open ON durable.run (id) WHERE status IN ('queued','running','suspended','cancelling')`,
  `CREATE INDEX run_cancelling ON durable.run (root_id) WHERE status = 'cancelling'`,
  `CREATE INDEX run_unsettled ON durable.run (finished_at) WHERE settled_at IS NULL AND status IN ('completed','failed','cancelled')`,
  `CREATE TABLE durable.step (
    run_id text NOT NULL,
    key text NOT NULL,
    seq int NOT NULL,
    name text NOT NULL,
    epoch int NOT NULL,
    write_id uuid NOT NULL,
    status text NOT NULL CHECK (status IN ('ok','error')),
    retryable boolean NOT NULL DEFAULT false,
    input json,
    input_hash text,
    output json,
    output_blob text,
    error jsonb,
    attempts int NOT NULL DEFAULT 1,
    cost_micro_usd bigint NOT NULL DEFAULT 0,
    started_at timestamptz NOT NULL,
    ended_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (run_id, key)
  )`,
  `CREATE TABLE durable.step_attempt (
    run_id text NOT NULL,
    key text NOT NULL,
    attempts int NOT NULL,
    error jsonb NOT NULL,
    cost_micro_usd bigint NOT NULL DEFAULT 0,
    next_at timestamptz,
    PRIMARY KEY (run_id, key)
  )`,
  `CREATE TABLE durable.step_blob (
    hash text PRIMARY KEY,
    content text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
  )`,
  `CREATE TABLE durable.promise (
    run_id text NOT NULL,
    name text NOT NULL,
    state text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending','resolved','expired')),
    value json,
    resolver text,
    expires_at timestamptz NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    resolved_at timestamptz,
    PRIMARY KEY (run_id, name)
  )`,
  'CREATE SEQUENCE durable.event_seq',
  `CREATE TABLE durable.run_event (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    seq bigint,
    run_id text NOT NULL,
    root_id text NOT NULL,
    object_key text,
    key text,
    type text NOT NULL,
    data json NOT NULL,
    at timestamptz NOT NULL DEFAULT clock_timestamp()
  ) WITH (fillfactor = 85)`,
  'CREATE INDEX run_event_unnumbered ON durable.run_event (id) WHERE seq IS NULL',
  'CREATE UNIQUE INDEX run_event_order ON durable.run_event (seq) WHERE seq IS NOT NULL',
  'CREATE INDEX run_event_of_root ON durable.run_event (root_id, seq) WHERE seq IS NOT NULL',
  'CREATE INDEX run_event_of_key ON durable.run_event (object_key, seq) WHERE seq IS NOT NULL',
  'CREATE UNIQUE INDEX run_event_once ON durable.run_event (run_id, key) WHERE key IS NOT NULL',
  `CREATE TABLE durable.outbox (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind text NOT NULL CHECK (kind IN ('dispatch','flow','wake')),
    payload jsonb NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
  )`,
];
