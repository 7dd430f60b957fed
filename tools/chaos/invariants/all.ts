import { everyRunEnds } from './i01-every-run-ends.js';
import { oneRowPerStep } from './i02-one-row-per-step.js';
import { noStartAfterCommit } from './i03-no-start-after-commit.js';
import { epochsRise } from './i04-epochs-rise.js';
import { fence } from './i05-fence.js';
import { txExactlyOnce } from './i06-tx-exactly-once.js';
import { keyedEffectsOnce } from './i07-keyed-effects.js';
import { onePerObjectKey } from './i08-one-per-object-key.js';
import { idempotentStart } from './i09-idempotent-start.js';
import { cancelReachesAll } from './i10-cancel.js';
import { approvedRunsGoOn } from './i11-approvals.js';
import { noEarlyWaking } from './i12-sleep.js';
import { childrenEndFirst } from './i13-children-end-first.js';
import { fewRepetitions } from './i14-few-repetitions.js';
import { noZombieStarts } from './i15-no-zombie-starts.js';
import { statusNeverGoesBack } from './i16-status-never-goes-back.js';
import { flushLosesNothing } from './i17-flush-loses-nothing.js';
import { drainRepeatsNothing } from './i18-drain-repeats-nothing.js';
import { backlogIsSmall } from './i19-backlog-is-small.js';
import { goldenHistories } from './i20-golden-histories.js';
import { paidOnce } from './paid-once.js';
import { sameGraph } from './same-graph.js';
import type { Checker } from './verdict.js';

/** Every invariant by its name, in the order in which they are printed. */
export const INVARIANTS: Readonly<Record<string, Checker>> = {
  I1: everyRunEnds,
  I2: oneRowPerStep,
  I3: noStartAfterCommit,
  I4: epochsRise,
  I5: fence,
  I6: txExactlyOnce,
  I7: keyedEffectsOnce,
  I8: onePerObjectKey,
  I9: idempotentStart,
  I10: cancelReachesAll,
  I11: approvedRunsGoOn,
  I12: noEarlyWaking,
  I13: childrenEndFirst,
  I14: fewRepetitions,
  I15: noZombieStarts,
  I16: statusNeverGoesBack,
  I17: flushLosesNothing,
  I18: drainRepeatsNothing,
  I19: backlogIsSmall,
  I20: goldenHistories,
  'paid-once': paidOnce,
  'same-graph': sameGraph,
};
