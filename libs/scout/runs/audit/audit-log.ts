import type { DataSource } from 'typeorm';
import { AuditEntry } from './audit-entry.js';

export type AuditRecord = Pick<AuditEntry, 'who' | 'role' | 'what' | 'target' | 'reason' | 'outcome'>;

const LONGEST_TEXT = 2_000;

/** The log of what people and programs did to the system. Only ever grows. */
export class AuditLog {
  constructor(private readonly dataSource: DataSource) {}

  /** Appends entries. */
  async record(entries: readonly AuditRecord[]): Promise<void> {
    await this.dataSource
      .getRepository(AuditEntry)
      .insert(entries.map((entry) => ({ ...entry, target: storable(entry.target), reason: storable(entry.reason) })));
  }

  /** Entries with an id below `before`, newest first, at most `first`; and how many there are in all. */
  async list(page: {
    readonly first: number;
    readonly before: string | null;
  }): Promise<{ items: AuditEntry[]; totalCount: number }> {
    const query = this.dataSource
      .getRepository(AuditEntry)
      .createQueryBuilder('entry')
      .orderBy('entry.id', 'DESC')
      .limit(page.first);
    if (page.before !== null) query.where('entry.id < :before', { before: page.before });
    const [items, totalCount] = await Promise.all([query.getMany(), this.dataSource.getRepository(AuditEntry).count()]);
    return { items, totalCount };
  }
}

/** Postgres takes no zero bytes in text. */
function storable(text: string | null): string | null {
  return text === null ? null : text.replaceAll('\0', '').slice(0, LONGEST_TEXT);
}
