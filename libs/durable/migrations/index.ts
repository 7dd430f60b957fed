import { EventOrder1763760000000 } from './1763760000000-event-order.js';
import { Journal1763700000000 } from './1763700000000-journal.js';
import { Revision1763730000000 } from './1763730000000-revision.js';
import { SettleStuck1763740000000 } from './1763740000000-settle-stuck.js';
import { Steering1763720000000 } from './1763720000000-steering.js';
import { LeanerIndexes1763780000000 } from './1763780000000-leaner-indexes.js';
import { SettlingClaim1763790000000 } from './1763790000000-settling-claim.js';
import { UnsettledByKind1763800000000 } from './1763800000000-unsettled-by-kind.js';
import { UndispatchedAgain1763810000000 } from './1763810000000-undispatched-again.js';
import { ForkPoints1763770000000 } from './1763770000000-fork-points.js';

/** Migration classes for TypeORM's `migrations` option, oldest first. All tables live in the schema `durable`. */
export const durableMigrations = [
  Journal1763700000000,
  Steering1763720000000,
  Revision1763730000000,
  SettleStuck1763740000000,
  EventOrder1763760000000,
  ForkPoints1763770000000,
  LeanerIndexes1763780000000,
  SettlingClaim1763790000000,
  UnsettledByKind1763800000000,
  UndispatchedAgain1763810000000,
] as const;
