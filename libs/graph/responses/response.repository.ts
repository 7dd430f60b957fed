import type { GraphDatabase } from '../database/graph-database.js';
import { LINK_RESPONSES, RETRACT_RESPONSES, UNLINK_RESPONSES } from './response.statements.js';

/** A signal that answers a tension (`RESPONDS_TO`), or a gathering drawn together by it (`DRAWN_TO`). */
export interface ResponseEdge {
  readonly fromId: string;
  readonly tensionId: string;
  /** 0–1. */
  readonly matchStrength: number;
  readonly explanation: string;
  readonly verifiedBy: 'llm' | 'similarity' | 'human';
  readonly kind: 'RESPONDS_TO' | 'DRAWN_TO';
}

/** What answers a tension. A pair may have both kinds, each once. */
export class ResponseRepository {
  constructor(private readonly db: GraphDatabase) {}

  /** Links the pairs that exist in one region; a pair linked before gets the new words, unless a person gave the old ones. Returns how many are linked. */
  async link(edges: readonly ResponseEdge[]): Promise<number> {
    const now = new Date().toISOString();
    return this.db.inWriteTransaction(async (tx) => {
      let linked = 0;
      for (const kind of ['RESPONDS_TO', 'DRAWN_TO'] as const) {
        const rows = edges.filter((edge) => edge.kind === kind);
        if (rows.length > 0)
          linked += (await tx.run<{ linked: number }>(LINK_RESPONSES[kind], { rows, now }))[0]?.linked ?? 0;
      }
      return linked;
    });
  }

  /** Removes the pairs' edges of both kinds; returns how many edges went. */
  async unlink(pairs: readonly { readonly fromId: string; readonly tensionId: string }[]): Promise<number> {
    const rows = await this.db.write<{ unlinked: number }>(UNLINK_RESPONSES, { rows: pairs });
    return rows[0]?.unlinked ?? 0;
  }

  /** Takes back that these respond, where no person said so; returns how many edges went. */
  async retract(pairs: readonly { readonly fromId: string; readonly tensionId: string }[]): Promise<number> {
    if (pairs.length === 0) return 0;
    const rows = await this.db.write<{ unlinked: number }>(RETRACT_RESPONSES, { rows: pairs });
    return rows[0]?.unlinked ?? 0;
  }
}
