import type { GraphDatabase } from '../database/graph-database.js';
import { deterministicId } from '../identity/deterministic-id.js';
import type { Finding } from '../model.js';
import { pageOf, pageParams } from '../paging/page.js';
import type { Page, PageRequest } from '../paging/page.js';
import {
  FINDING_COUNT,
  FINDING_PAGE,
  OPEN_FINDINGS_BY_SOURCE,
  SET_FINDING_STATUS,
  UPSERT_FINDINGS,
} from './finding.statements.js';

export type NewFinding = Pick<
  Finding,
  'type' | 'severity' | 'targetId' | 'targetLabel' | 'description' | 'suggestedAction'
>;
export interface FindingFilter {
  readonly status?: Finding['status'];
  readonly severity?: Finding['severity'];
  readonly type?: string;
  readonly targetId?: string;
}
interface FindingRow {
  readonly finding: Finding;
}

/** What the supervisor found wrong, one per kind and target. */
export class FindingRepository {
  constructor(private readonly db: GraphDatabase) {}

  /** Records findings; one seen before counts up, a resolved one opens again, a dismissed or snoozed one stays so. */
  async upsert(region: string, findings: readonly NewFinding[]): Promise<Finding[]> {
    const rows = await this.db.write<FindingRow>(UPSERT_FINDINGS, {
      region,
      now: new Date().toISOString(),
      rows: findings.map((finding) => ({
        ...finding,
        id: deterministicId('finding', region, finding.type, finding.targetId),
      })),
    });
    return rows.map((row) => row.finding);
  }

  /** Findings, newest first. */
  async list(region: string, request: FindingFilter & PageRequest = {}): Promise<Page<Finding>> {
    const filter = {
      region,
      status: request.status ?? null,
      severity: request.severity ?? null,
      type: request.type ?? null,
      targetId: request.targetId ?? null,
    };
    const [rows, counts] = await Promise.all([
      this.db.read<FindingRow>(FINDING_PAGE, { ...filter, ...pageParams(request) }),
      this.db.read<{ total: number }>(FINDING_COUNT, filter),
    ]);
    return pageOf(
      request,
      rows.map((row) => row.finding),
      counts[0]?.total ?? 0,
      (finding) => ({
        sort: finding.createdAt,
        id: finding.id,
      }),
    );
  }

  /** The finding with its new status, or null when there is none of this id. */
  async setStatus(id: string, status: Finding['status'], reason: string | null): Promise<Finding | null> {
    const rows = await this.db.write<FindingRow>(SET_FINDING_STATUS, {
      id,
      status,
      reason,
      now: new Date().toISOString(),
    });
    return rows[0]?.finding ?? null;
  }

  /** Open findings against the signals of each source; sources without any are left out. */
  async openCountsBySource(region: string): Promise<ReadonlyMap<string, number>> {
    const rows = await this.db.read<{ sourceId: string; open: number }>(OPEN_FINDINGS_BY_SOURCE, { region });
    return new Map(rows.map((row) => [row.sourceId, row.open]));
  }
}
