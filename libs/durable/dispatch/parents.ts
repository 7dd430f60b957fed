import * as sql from '../statements/finish.js';
import type { Run } from '../store/database.js';

/** A run that has ended; only a child of a fan-out has both. */
export interface Child {
  readonly parent_id: string | null;
  readonly fan_scope: string | null;
  /** Whether it took part of the dispatch window; default true. */
  readonly dispatched?: boolean;
}

/** Wakes the parents whose last child has ended, and dispatches the next children of the others. Must be called in the transaction that ends the children. */
export async function tellParents(run: Run, children: readonly Child[]): Promise<void> {
  const fans = new Map<string, { parent: string; scope: string; ended: number }>();
  for (const { parent_id: parent, fan_scope: scope, dispatched = true } of children) {
    if (parent === null || scope === null) continue;
    const fan = fans.get(`${parent} ${scope}`) ?? { parent, scope, ended: 0 };
    fans.set(`${parent} ${scope}`, { ...fan, ended: fan.ended + (dispatched ? 1 : 0) });
  }
  if (fans.size === 0) return;
  const all = [...fans.values()];
  await run(sql.lockRuns, [all.map(({ parent }) => parent)]);
  await run(sql.dispatchNext, [all.map((f) => f.parent), all.map((f) => f.scope), all.map((f) => f.ended)]);
  for (const { parent, scope } of all) await run(sql.wakeParent, [parent, scope]);
}
