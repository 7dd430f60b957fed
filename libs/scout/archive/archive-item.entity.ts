import { EntitySchema } from 'typeorm';

/** One visit to one URL, as stored. */
export interface ArchiveItemRow {
  readonly id: string;
  readonly region: string;
  readonly runId: string | null;
  readonly url: string;
  readonly finalUrl: string | null;
  readonly outcome: 'page' | 'unchanged' | 'refused' | 'failed';
  /** Why it was refused or failed. */
  readonly reason: string | null;
  readonly status: number | null;
  readonly headers: Readonly<Record<string, string>> | null;
  readonly contentType: string | null;
  readonly charset: string | null;
  readonly bodyHash: string | null;
  readonly contentHash: string | null;
  readonly mainText: string | null;
  readonly title: string | null;
  readonly language: string | null;
  readonly etag: string | null;
  readonly lastModified: string | null;
  /** The page that an `unchanged` visit found again. */
  readonly sameAs: string | null;
  readonly fetchedAt: Date;
  readonly elapsedMs: number | null;
}

const text = (name: string) => ({ type: 'text', name, nullable: true }) as const;

export const ArchiveItem = new EntitySchema<ArchiveItemRow>({
  name: 'ArchiveItem',
  schema: 'archive',
  tableName: 'item',
  columns: {
    id: { type: 'uuid', primary: true },
    region: { type: 'text' },
    runId: text('run_id'),
    url: { type: 'text' },
    finalUrl: text('final_url'),
    outcome: { type: 'text' },
    reason: text('reason'),
    status: { type: 'int', nullable: true },
    headers: { type: 'jsonb', nullable: true },
    contentType: text('content_type'),
    charset: text('charset'),
    bodyHash: text('body_hash'),
    contentHash: text('content_hash'),
    mainText: text('main_text'),
    title: text('title'),
    language: text('language'),
    etag: text('etag'),
    lastModified: text('last_modified'),
    sameAs: { type: 'uuid', name: 'same_as', nullable: true },
    fetchedAt: { type: 'timestamptz', name: 'fetched_at' },
    elapsedMs: { type: 'int', name: 'elapsed_ms', nullable: true },
  },
});

/** A body, deflated, stored once per hash. */
export interface ArchiveBodyRow {
  readonly hash: string;
  readonly deflated: Buffer;
  readonly bytes: number;
}

export const ArchiveBody = new EntitySchema<ArchiveBodyRow>({
  name: 'ArchiveBody',
  schema: 'archive',
  tableName: 'body',
  columns: { hash: { type: 'text', primary: true }, deflated: { type: 'bytea' }, bytes: { type: 'int' } },
});
